package io.contactstatus.store;

/// The failures of a store, for tests of those who have to live with them.
public final class StoreFailures {

    private StoreFailures() {}

    public static StoreUnavailable unavailable() {
        return new StoreUnavailable("switched off", new IllegalStateException("switched off"));
    }

    public static ContactRefused refused() {
        return new ContactRefused("not this one", null);
    }
}
