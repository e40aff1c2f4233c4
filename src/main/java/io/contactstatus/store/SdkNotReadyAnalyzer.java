package io.contactstatus.store;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import software.amazon.awssdk.core.exception.SdkClientException;

/// Tells the operator what AWS needs to know instead of showing a stack trace: without a region, or without
/// credentials to make tables with, the application does not start.
final class SdkNotReadyAnalyzer extends AbstractFailureAnalyzer<SdkClientException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, SdkClientException cause) {
        return new FailureAnalysis(
                "DynamoDB cannot be used: " + cause.getMessage(),
                "Set AWS_REGION and give credentials in one of the usual ways of AWS. To use a stand-in for DynamoDB, point"
                        + " AWS_ENDPOINT_URL_DYNAMODB at it too; any credentials will do for it. To try the service out"
                        + " without either: ./mvnw spring-boot:test-run",
                cause);
    }
}
