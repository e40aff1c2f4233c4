package io.contactstatus.pages.board;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.names.LearntNames;
import io.contactstatus.pages.DurationThresholds;
import io.contactstatus.view.ContactSummaryView;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

/// What a contact's row on the board adds up to, against what is resolved of it.
public final class RowSums {

    private static final DurationThresholds THRESHOLDS = BoardTest.thresholds(Map.of());

    private RowSums() {}

    public static void assertThatTheyAgree(ContactSummaryView summary, Snapshot seen, Instant now) {
        var group = BoardGroup.of(summary, false).orElse(BoardGroup.CONNECTED);
        var row = BoardRow.of(summary, group, null, THRESHOLDS, new QueueNames(new LearntNames()), now);
        if (row.whole() != null) {
            assertThat(row.whole().seconds())
                    .as("the whole time")
                    .isEqualTo(sum(
                            seen,
                            phase -> phase.kind() != Phase.Kind.SCHEDULED
                                    && phase.kind() != Phase.Kind.AFTER_CONTACT_WORK,
                            now));
        }
        var queue = seen.queue();
        if (row.waiting() != null && group != BoardGroup.CALLBACKS && queue != null) {
            var last = seen.course().phases().stream()
                    .filter(Phase::isWaiting)
                    .mapToInt(Phase::visit)
                    .max()
                    .orElse(0);
            // Rung at without any queue, there is no wait.
            if (last > 0) {
                assertThat(row.waiting().seconds())
                        .as("the wait")
                        .isEqualTo(sum(seen, phase -> phase.isWaiting() && phase.visit() == last, now));
            }
        }
        if (row.state() != null && summary.phaseSince() != null) {
            assertThat(row.state().seconds())
                    .as("the present phase")
                    .isEqualTo(sum(seen, phase -> phase.until() == null, now));
        }
    }

    private static long sum(Snapshot seen, Predicate<Phase> counted, Instant now) {
        return seen.course().phases().stream()
                .filter(counted)
                .mapToLong(phase -> Objects.requireNonNullElseGet(
                        phase.seconds() == null ? null : Long.valueOf(phase.seconds()),
                        () -> Math.max(0, now.getEpochSecond() - phase.from().getEpochSecond())))
                .sum();
    }
}
