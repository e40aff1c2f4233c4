package io.contactstatus.web;

/// The store did not answer in the time that a flow waits.
class TooSlow extends RuntimeException {

    private static final long serialVersionUID = 1;

    TooSlow() {
        super("not answered in time");
    }
}
