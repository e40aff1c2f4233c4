package io.contactstatus.security;

/// The configuration would leave the service unprotected, so the application does not start.
class InsecureConfigurationException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String remedy;

    InsecureConfigurationException(String message, String remedy) {
        super(message);
        this.remedy = remedy;
    }

    String remedy() {
        return remedy;
    }
}
