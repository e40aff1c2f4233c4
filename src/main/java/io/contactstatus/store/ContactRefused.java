package io.contactstatus.store;

/// The store will never take this, however often it is asked: too large, for example.
public class ContactRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    ContactRefused(String message, Throwable cause) {
        super(message, cause);
    }
}
