package io.contactstatus.jobs;

import java.util.Set;

/// What AWS answers when it does not believe who asks: it goes away when credentials are renewed or the clock is set.
public final class Credentials {

    private static final Set<String> DISBELIEF = Set.of(
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

    private Credentials() {}

    /// Whether a refusal is about them and not about what was asked for.
    ///
    /// @param errorCode of the answer
    public static boolean areDisbelieved(String errorCode) {
        return DISBELIEF.contains(errorCode);
    }
}
