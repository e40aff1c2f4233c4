package io.contactstatus.contact;

import java.util.Comparator;

/// That a contact was paused, or resumed.
public record Pause(Moment at, boolean begins) implements Comparable<Pause> {

    private static final Comparator<Pause> ORDER =
            Comparator.comparing(Pause::at).thenComparing(Pause::begins, Comparator.reverseOrder());

    @Override
    public int compareTo(Pause other) {
        return ORDER.compare(this, other);
    }
}
