package io.contactstatus.security;

/// The configuration would leave a door open, so the application does not start.
class StartRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String remedy;

    StartRefused(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
