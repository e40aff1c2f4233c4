package io.contactstatus.store;

import org.jspecify.annotations.Nullable;

/// The store will never take this, however often it is asked: too large, for example.
public class ContactRefused extends RuntimeException {

    private static final long serialVersionUID = 1;

    ContactRefused(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
