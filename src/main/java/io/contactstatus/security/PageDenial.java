package io.contactstatus.security;

/// Why a page was refused. The page that says so reads it from a request attribute.
public enum PageDenial {
    /// The user is logged in and lacks the right.
    RIGHT,
    /// The CSRF token is missing or no longer valid.
    ORIGIN,
    /// No login is configured.
    NO_WAY_IN;

    public static final String ATTRIBUTE = "io.contactstatus.security.refusal";

    /// The forward target; requested directly, it shows no refusal.
    public static final String PAGE = "/login/refused";

    /// The forward target that shows that there is no such page, whatever the method.
    public static final String UNKNOWN_PAGE = "/ui/unknown";
}
