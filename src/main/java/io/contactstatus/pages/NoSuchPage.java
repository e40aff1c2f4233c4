package io.contactstatus.pages;

/// Nothing exists at this address, or not any more.
public class NoSuchPage extends RuntimeException {

    private static final long serialVersionUID = 1;
}
