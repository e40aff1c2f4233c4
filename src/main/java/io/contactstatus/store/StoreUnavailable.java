package io.contactstatus.store;

/// The store cannot be reached, or asks to be left alone for a while. Nothing is wrong with the request: the
/// owner of the retry waits and asks again.
public class StoreUnavailable extends RuntimeException {

    private static final long serialVersionUID = 1;

    public StoreUnavailable(String message, Throwable cause) {
        super(message, cause);
    }
}
