package io.contactstatus.web;

/// The caller asked for something that cannot be. Says what is wrong without repeating what was sent.
class InvalidParameter extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String field;

    InvalidParameter(String field, String reason) {
        super(field + " " + reason);
        this.field = field;
    }

    String field() {
        return field;
    }
}
