package io.contactstatus.connect;

import java.util.Set;
import software.amazon.awssdk.services.connect.model.ConnectException;

/// What Amazon Connect's error answers mean. Their messages name ARNs and are not repeated.
final class ApiErrors {

    private static final Set<String> PERMISSIONS =
            Set.of("AccessDeniedException", "UnrecognizedClientException", "InvalidSignatureException");

    private ApiErrors() {}

    static String code(ConnectException exception) {
        var details = exception.awsErrorDetails();
        return details == null || details.errorCode() == null ? "Status" + exception.statusCode() : details.errorCode();
    }

    static boolean isPermission(String code) {
        return PERMISSIONS.contains(code);
    }
}
