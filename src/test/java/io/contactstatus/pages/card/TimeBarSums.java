package io.contactstatus.pages.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Snapshot;
import java.time.Instant;

/// What a contact's timeline adds up to, against what is resolved of it.
public final class TimeBarSums {

    private TimeBarSums() {}

    public static void assertThatTheyAgree(Snapshot seen, Instant now) {
        var bar = TimeBar.of(seen.course(), now);
        assertThat(bar.stretches()).hasSameSizeAs(seen.course().phases());
        for (var index = 0; index < bar.stretches().size(); index++) {
            var seconds = seen.course().phases().get(index).seconds();
            if (seconds != null) {
                assertThat(bar.stretches().get(index).seconds()).isEqualTo((long) seconds);
            }
        }
    }
}
