package io.contactstatus.web;

import io.contactstatus.view.Veil;
import jakarta.servlet.http.HttpServletRequest;

/// What the caller may see of people.
final class Clearance {

    private Clearance() {}

    static Veil of(HttpServletRequest request) {
        return request.isUserInRole("SCOPE_pii:read") ? Veil.LIFTED : Veil.DRAWN;
    }
}
