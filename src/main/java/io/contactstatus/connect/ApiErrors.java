package io.contactstatus.connect;

import io.contactstatus.jobs.CredentialErrors;
import software.amazon.awssdk.services.connect.model.ConnectException;

/// What Amazon Connect's error answers mean. Their messages name ARNs and are not repeated.
final class ApiErrors {

    private ApiErrors() {}

    static String code(ConnectException exception) {
        var details = exception.awsErrorDetails();
        return details == null || details.errorCode() == null ? "Status" + exception.statusCode() : details.errorCode();
    }

    /// Whether it is about who asks, and not about what.
    static boolean isPermission(String code) {
        return code.equals("AccessDeniedException") || CredentialErrors.include(code);
    }
}
