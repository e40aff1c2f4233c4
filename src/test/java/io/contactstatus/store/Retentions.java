package io.contactstatus.store;

import java.time.Duration;

/// Times of keeping as they are by default.
public final class Retentions {

    private Retentions() {}

    /// @param over of contacts that are over
    public static Retention ofOver(Duration over) {
        return new Retention(
                over,
                new StoreProperties.RetentionLive(
                        Duration.ofDays(1),
                        Duration.ofDays(8),
                        Duration.ofDays(15),
                        Duration.ofDays(91),
                        Duration.ofDays(91)));
    }
}
