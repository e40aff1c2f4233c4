package io.contactstatus.simulator;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Says what to do, instead of a stack trace. Registered in `spring.factories`.
final class SimulatorForbiddenAnalyzer extends AbstractFailureAnalyzer<SimulatorForbidden> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SimulatorForbidden cause) {
        return new FailureAnalysis(
                cause.getMessage(),
                "To serve real contacts, set CONTACT_STATUS_SIMULATOR_ENABLED=false. To play simulated ones, activate the"
                        + " profile \"simulated\" and point AWS_ENDPOINT_URL_DYNAMODB at a stand-in for DynamoDB, and"
                        + " AWS_ENDPOINT_URL_KINESIS at one for Kinesis where it plays into streams.",
                cause);
    }
}
