package io.contactstatus.web;

/// The store did not answer in the time that a flow waits.
class LookupTimeoutException extends RuntimeException {

    private static final long serialVersionUID = 1;

    LookupTimeoutException() {
        super("not answered in time");
    }
}
