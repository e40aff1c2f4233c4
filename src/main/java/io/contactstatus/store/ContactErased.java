package io.contactstatus.store;

/// The contact was erased: what is said of it is dropped, whenever it comes.
public final class ContactErased extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String erasureId;

    ContactErased(String erasureId) {
        super("the contact was erased");
        this.erasureId = erasureId;
    }

    public String erasureId() {
        return erasureId;
    }
}
