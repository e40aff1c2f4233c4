package io.contactstatus.contact;

import io.contactstatus.contact.Phase.Kind;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The phases of a course while they are being written: each begins where the one before ends, at a whole second.
final class CoursePhases {

    /// Passed through in no time, these are not worth a phase.
    private static final Set<Kind> FLEETING =
            EnumSet.of(Kind.SCHEDULED, Kind.FLOW, Kind.OUTSIDE, Kind.CONSULT, Kind.DIALLING);

    private final List<Phase> phases = new ArrayList<>();
    private @Nullable Phase open;
    private boolean closed;

    /// Ends the phase before, unless it is the same one that goes on.
    void enter(Kind kind, Instant at, int visit, @Nullable String queueArn, @Nullable String agentArn) {
        var from = boundary(at);
        var current = open;
        if (current != null) {
            if (current.kind() == kind
                    && current.visit() == visit
                    && (agentArn == null
                            || current.agentArn() == null
                            || ResourceId.isSame(agentArn, current.agentArn()))) {
                open = current.agentArn() != null || agentArn == null ? current : current.of(agentArn);
                return;
            }
            keep(current.endingAt(from));
        }
        open = new Phase(kind, from, null, visit, queueArn, agentArn, 0, 0);
    }

    /// The customer's side is over.
    ///
    /// @return when, as the phases have it; null if it was over before, or nothing had begun
    @Nullable
    Instant close(Instant at) {
        var current = open;
        if (closed || current == null) {
            return null;
        }
        closed = true;
        var end = boundary(at);
        var ended = current.endingAt(end);
        keep(ended);
        if (phases.isEmpty()
                || (!phases.getLast().equals(ended) && phases.getLast().isWaiting())) {
            // However shortly before, it did not end in the queue.
            phases.add(ended);
        }
        open = null;
        return end;
    }

    boolean isClosed() {
        return closed;
    }

    @Nullable
    Phase open() {
        return open;
    }

    /// After the customer's side is over.
    void add(Phase phase) {
        phases.add(phase);
    }

    List<Phase> all() {
        if (open == null) {
            return phases;
        }
        var all = new ArrayList<>(phases);
        all.add(open);
        return all;
    }

    private Instant boundary(Instant at) {
        var second = at.truncatedTo(ChronoUnit.SECONDS);
        return open == null || second.isAfter(open.from()) ? second : open.from();
    }

    private void keep(Phase ended) {
        if (ended.length() > 0 || !FLEETING.contains(ended.kind())) {
            phases.add(ended);
        }
    }
}
