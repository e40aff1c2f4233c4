package io.contactstatus.web;

/// Amazon Connect could not be asked to end a contact, or did not say whether it will.
class StopUnanswered extends RuntimeException {

    private static final long serialVersionUID = 1;

    StopUnanswered(String why) {
        super(why);
    }
}
