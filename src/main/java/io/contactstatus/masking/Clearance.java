package io.contactstatus.masking;

import jakarta.servlet.http.HttpServletRequest;

/// Decides by scopes what a caller sees: personal data by `pii:read`, and what was said by `transcripts:read`.
public final class Clearance {

    private Clearance() {}

    public static Veil of(HttpServletRequest request) {
        return request.isUserInRole("SCOPE_pii:read") ? Veil.LIFTED : Veil.DRAWN;
    }

    public static boolean readsWords(HttpServletRequest request) {
        return request.isUserInRole("SCOPE_transcripts:read");
    }
}
