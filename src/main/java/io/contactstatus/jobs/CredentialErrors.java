package io.contactstatus.jobs;

import java.util.Set;

/// Error codes of AWS for bad credentials or a wrong clock. They pass when credentials are renewed or the clock
/// is set.
public final class CredentialErrors {

    private static final Set<String> CODES = Set.of(
            "AuthFailure",
            "ExpiredToken",
            "ExpiredTokenException",
            "IncompleteSignature",
            "InvalidAccessKeyId",
            "InvalidClientTokenId",
            "InvalidSignatureException",
            "InvalidToken",
            "MissingAuthenticationToken",
            "MissingAuthenticationTokenException",
            "NotAuthorized",
            "RequestExpired",
            "RequestInTheFuture",
            "RequestTimeTooSkewed",
            "SignatureDoesNotMatch",
            "TokenRefreshRequired",
            "UnrecognizedClientException");

    private CredentialErrors() {}

    /// Whether a refusal is about the credentials and not about the request.
    ///
    /// @param errorCode of the answer
    public static boolean include(String errorCode) {
        return CODES.contains(errorCode);
    }
}
