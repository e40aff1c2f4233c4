package io.contactstatus.masking;

import jakarta.servlet.http.HttpServletRequest;

/// Decides by the scope `pii:read` whether a caller sees personal data.
public final class Clearance {

    private Clearance() {}

    public static Veil of(HttpServletRequest request) {
        return request.isUserInRole("SCOPE_pii:read") ? Veil.LIFTED : Veil.DRAWN;
    }
}
