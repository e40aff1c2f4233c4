package io.contactstatus.contact;

import static java.util.stream.Collectors.joining;

/// Phases as they are read in a test: `FLOW 4, QUEUE 46, WITH_AGENT 30 (held 12), FLOW …`, the last one still
/// running.
final class PhaseText {

    private PhaseText() {}

    static String phases(Snapshot contact) {
        return phases(contact.course());
    }

    static String phases(Course course) {
        return course.phases().stream().map(PhaseText::phase).collect(joining(", "));
    }

    private static String phase(Phase phase) {
        var seconds = phase.seconds();
        var text = new StringBuilder(phase.kind().name()).append(' ').append(seconds == null ? "…" : seconds);
        if (phase.heldSeconds() > 0) {
            text.append(" (held ").append(phase.heldSeconds()).append(')');
        }
        if (phase.pausedSeconds() > 0) {
            text.append(" (paused ").append(phase.pausedSeconds()).append(')');
        }
        return text.toString();
    }
}
