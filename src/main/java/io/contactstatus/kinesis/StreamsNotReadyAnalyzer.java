package io.contactstatus.kinesis;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/// Explains why streams could not be created, instead of a stack trace. Registered in `spring.factories`.
final class StreamsNotReadyAnalyzer extends AbstractFailureAnalyzer<StreamsNotReady> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, StreamsNotReady cause) {
        return new FailureAnalysis(
                "The streams could not be made: " + cause.getMessage(),
                "See that Kinesis and DynamoDB, or their stand-ins, can be reached from here: AWS_REGION,"
                        + " AWS_ENDPOINT_URL_KINESIS, AWS_ENDPOINT_URL_DYNAMODB. contact-status.init.patience is how long"
                        + " they are waited for.",
                cause);
    }
}
