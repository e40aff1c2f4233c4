package io.contactstatus.contact;

import java.time.Instant;
import java.util.Comparator;

/// A step on the way of a customer whom a flow puts through to an outside number: the block that dials it, or
/// the line that tells what came of it.
public record OutsideCall(Instant at, Stage stage) implements Comparable<OutsideCall> {

    private static final Comparator<OutsideCall> ORDER =
            Comparator.comparing(OutsideCall::at).thenComparing(OutsideCall::stage);

    public enum Stage {
        DIALLED,
        /// It is over, and had come about.
        ENDED,
        /// It did not come about.
        FAILED
    }

    @Override
    public int compareTo(OutsideCall other) {
        return ORDER.compare(this, other);
    }
}
