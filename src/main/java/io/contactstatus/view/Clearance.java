package io.contactstatus.view;

import jakarta.servlet.http.HttpServletRequest;

/// What the caller may see of people.
public final class Clearance {

    private Clearance() {}

    public static Veil of(HttpServletRequest request) {
        return request.isUserInRole("SCOPE_pii:read") ? Veil.LIFTED : Veil.DRAWN;
    }
}
