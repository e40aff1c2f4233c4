package io.contactstatus.view;

/// A cursor that is none of ours, or one of another query.
public class InvalidCursorException extends RuntimeException {

    private static final long serialVersionUID = 1;

    InvalidCursorException() {
        super("cursor is not the nextCursor of an earlier page of the same query");
    }
}
