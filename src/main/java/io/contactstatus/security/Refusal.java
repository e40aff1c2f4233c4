package io.contactstatus.security;

/// Why somebody is not shown a page. Whoever renders the page that says so finds it as a request attribute.
public enum Refusal {
    /// They are logged in, and may not see this.
    RIGHT,
    /// What was sent does not come from a page of ours, or from one that is too old.
    ORIGIN,
    /// There is no way to log in.
    NO_WAY_IN;

    public static final String ATTRIBUTE = "io.contactstatus.security.refusal";

    /// Where it is forwarded to. Nothing is there for whoever asks for it by themselves.
    public static final String PAGE = "/login/refused";
}
