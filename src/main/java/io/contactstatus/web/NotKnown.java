package io.contactstatus.web;

/// There is nothing of that id, or no longer.
class NotKnown extends RuntimeException {

    private static final long serialVersionUID = 1;

    /// @param what was looked for, in words
    NotKnown(String what) {
        super(what + " of this id is known, or not any more");
    }
}
