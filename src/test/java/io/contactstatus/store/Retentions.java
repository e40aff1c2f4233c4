package io.contactstatus.store;

import java.time.Duration;

/// Times of keeping as they are by default.
public final class Retentions {

    private Retentions() {}

    /// @param over of contacts that are over
    public static Retention ofOver(Duration over) {
        return of(over, false);
    }

    /// With the archive.
    public static Retention archiving(Duration over) {
        return of(over, true);
    }

    private static Retention of(Duration over, boolean archiving) {
        return new Retention(
                over,
                new StoreProperties.RetentionLive(
                        Duration.ofDays(1),
                        Duration.ofDays(8),
                        Duration.ofDays(15),
                        Duration.ofDays(91),
                        Duration.ofDays(91)),
                new StoreProperties.Archive(
                        archiving, Duration.ofHours(24), Duration.ofDays(14), Duration.ofDays(730)));
    }
}
