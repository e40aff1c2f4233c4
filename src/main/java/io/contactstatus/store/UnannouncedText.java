package io.contactstatus.store;

import io.contactstatus.contact.Snapshot.Flags;
import io.contactstatus.contact.Status;
import java.time.Instant;
import java.util.BitSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What is unannounced of a contact as one short attribute of its item, which mostly has to stay below a kilobyte:
/// the version, and, if there was a contact before, its status and flags. `17 QUEUED 1`.
final class UnannouncedText {

    private static final int HEXADECIMAL = 16;
    private static final Pattern MARK =
            Pattern.compile("(?<version>[1-9][0-9]{0,17})(?: (?<before>.*))?", Pattern.DOTALL);

    private UnannouncedText() {}

    static String written(Unannounced unannounced) {
        var version = unannounced.version();
        if (unannounced.unread() != null) {
            return version == 0 ? unannounced.unread() : version + " " + unannounced.unread();
        }
        var previous = unannounced.previous();
        return previous == null
                ? Long.toString(version)
                : version + " " + previous.status() + " " + written(previous.flags());
    }

    /// Whatever is read is written again as it was, also what is not understood.
    static Unannounced read(String text, Instant since) {
        var mark = MARK.matcher(text);
        if (!mark.matches()) {
            return new Unannounced(0, since, null, text);
        }
        var version = Long.parseLong(mark.group("version"));
        var before = mark.group("before");
        if (before == null) {
            return new Unannounced(version, since, null);
        }
        var known = understood(version, since, before);
        return known != null && written(known).equals(text) ? known : new Unannounced(version, since, null, before);
    }

    private static @Nullable Unannounced understood(long version, Instant since, String before) {
        var parts = before.split(" ", -1);
        try {
            return parts.length == 2 ? new Unannounced(version, since, previous(parts[0], parts[1])) : null;
        } catch (IllegalArgumentException newer) {
            return null;
        }
    }

    private static Outline previous(String status, String flags) {
        return new Outline(Status.valueOf(status), flags(flags));
    }

    /// Each flag has its bit. Part of the format: another order is another contact.
    private static String written(Flags flags) {
        var bits = new BitSet();
        bits.set(0, flags.queued());
        bits.set(1, flags.connectedToAgent());
        bits.set(2, flags.onHold());
        bits.set(3, flags.missedByAgent());
        bits.set(4, flags.abandoned());
        bits.set(5, flags.callback());
        bits.set(6, flags.transferred());
        bits.set(7, flags.disconnected());
        bits.set(8, flags.completed());
        bits.set(9, flags.recordReceived());
        return bits.isEmpty() ? "0" : Long.toHexString(bits.toLongArray()[0]);
    }

    private static Flags flags(String text) {
        var bits = BitSet.valueOf(new long[] {Long.parseLong(text, HEXADECIMAL)});
        return new Flags(
                bits.get(0),
                bits.get(1),
                bits.get(2),
                bits.get(3),
                bits.get(4),
                bits.get(5),
                bits.get(6),
                bits.get(7),
                bits.get(8),
                bits.get(9));
    }
}
