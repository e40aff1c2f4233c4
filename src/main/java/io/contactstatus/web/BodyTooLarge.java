package io.contactstatus.web;

/// More was sent than is read.
class BodyTooLarge extends RuntimeException {

    private static final long serialVersionUID = 1;

    BodyTooLarge(int most) {
        super("The body has more than " + most + " bytes");
    }
}
