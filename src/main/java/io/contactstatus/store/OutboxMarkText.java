package io.contactstatus.store;

import io.contactstatus.contact.Flag;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Status;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is unannounced of a contact as one short attribute of its item, which mostly has to stay below a
/// kilobyte: the version, and, if there was a contact before, its status, flags, phase and outcome. `17 QUEUED
/// 1 QUEUE -`.
final class OutboxMarkText {

    private static final int HEXADECIMAL = 16;
    private static final String NONE = "-";
    private static final Pattern MARK =
            Pattern.compile("(?<version>[1-9][0-9]{0,17})(?: (?<before>.*))?", Pattern.DOTALL);

    private OutboxMarkText() {}

    static String written(OutboxMark outboxMark) {
        var version = outboxMark.version();
        if (outboxMark.unread() != null) {
            return version == 0 ? outboxMark.unread() : version + " " + outboxMark.unread();
        }
        var previous = outboxMark.previous();
        return previous == null
                ? Long.toString(version)
                : version + " " + previous.status() + " " + written(previous.flags()) + " " + word(previous.phase())
                        + " " + word(previous.outcome());
    }

    /// Whatever is read is written again as it was, also what is not understood.
    static OutboxMark read(String text, Instant since) {
        var mark = MARK.matcher(text);
        if (!mark.matches()) {
            return new OutboxMark(0, since, null, text);
        }
        var version = Long.parseLong(mark.group("version"));
        var before = mark.group("before");
        if (before == null) {
            return new OutboxMark(version, since, null);
        }
        var known = understood(version, since, before);
        return known != null && written(known).equals(text) ? known : new OutboxMark(version, since, null, before);
    }

    private static @Nullable OutboxMark understood(long version, Instant since, String before) {
        var parts = before.split(" ", -1);
        try {
            return parts.length == 4 ? new OutboxMark(version, since, previous(parts)) : null;
        } catch (IllegalArgumentException newer) {
            return null;
        }
    }

    private static AnnouncedState previous(String[] parts) {
        return new AnnouncedState(
                Status.valueOf(parts[0]),
                flags(parts[1]),
                parts[2].equals(NONE) ? null : Phase.Kind.valueOf(parts[2]),
                parts[3].equals(NONE) ? null : Outcome.valueOf(parts[3]));
    }

    private static String word(@Nullable Enum<?> value) {
        return value == null ? NONE : value.name();
    }

    private static String written(Set<Flag> flags) {
        var bits = flags.stream().mapToLong(OutboxMarkText::bit).sum();
        return Long.toHexString(bits);
    }

    private static Set<Flag> flags(String text) {
        var bits = Long.parseLong(text, HEXADECIMAL);
        var flags = EnumSet.noneOf(Flag.class);
        for (var flag : Flag.values()) {
            if ((bits & bit(flag)) != 0) {
                flags.add(flag);
            }
        }
        return flags;
    }

    /// Part of the format: another order is another contact.
    private static long bit(Flag flag) {
        return switch (flag) {
            case QUEUED -> 1;
            case CONNECTED_TO_AGENT -> 1 << 1;
            case ON_HOLD -> 1 << 2;
            case MISSED_BY_AGENT -> 1 << 3;
            case ABANDONED -> 1 << 4;
            case CALLBACK -> 1 << 5;
            case TRANSFERRED -> 1 << 6;
            case DISCONNECTED -> 1 << 7;
            case COMPLETED -> 1 << 8;
            case RECORD_RECEIVED -> 1 << 9;
            case UNKNOWN_TO_CONNECT -> 1 << 10;
        };
    }
}
