package io.contactstatus.pages;

/// There is nothing under that address, or nothing any more.
class NoSuchPage extends RuntimeException {

    private static final long serialVersionUID = 1;
}
