package io.contactstatus.connect;

import io.contactstatus.jobs.CredentialErrors;
import software.amazon.awssdk.awscore.exception.AwsServiceException;

/// What Amazon Connect's error answers mean. Their messages name ARNs and are not repeated.
final class ApiErrors {

    private ApiErrors() {}

    static String code(AwsServiceException exception) {
        var details = exception.awsErrorDetails();
        return details == null || details.errorCode() == null ? "Status" + exception.statusCode() : details.errorCode();
    }

    /// Whether it is about who asks, and not about what.
    static boolean isPermission(String code) {
        // The second is what a role that may not be taken is answered with.
        return code.equals("AccessDeniedException") || code.equals("AccessDenied") || CredentialErrors.include(code);
    }
}
