package io.contactstatus.ingest;

import io.contactstatus.store.NewDeadLetter;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What was rejected and is not in the dead letters yet. Pieces of one payload with the same fault become one
/// letter, as lines one after the other, and so do records that came in one parcel: to put thousands of them away one
/// by one would take minutes.
final class Rejections {

    private static final int MOST_TOLD = 1_000;
    private static final int MOST_LETTERS = 200;
    private static final int LARGEST_LETTER = 1024 * 1024;
    private static final long MOST_BYTES = 4L * 1024 * 1024;
    private static final Pattern PLACE = Pattern.compile(" at byte \\d+$");

    private final String pipe;
    private final List<Pile> piles = new ArrayList<>();
    private final Map<String, Pile> open = new LinkedHashMap<>();
    private final List<IngestOutcome.Rejected> told = new ArrayList<>();
    private @Nullable RawRecord origin;
    private long bytes;
    private int count;

    Rejections(String pipe) {
        this.pipe = pipe;
    }

    /// A record that cannot be stored.
    record Fault(BatchRecord record, String reason, byte[] payload) {}

    /// @param erasures by which each of them is dropped, if it is
    /// @return those by which some were
    List<String> add(List<Fault> faults, List<Optional<String>> erasures) {
        var dropped = new ArrayList<String>();
        for (var index = 0; index < faults.size(); index++) {
            var fault = faults.get(index);
            var erasure = erasures.get(index);
            if (erasure.isPresent()) {
                dropped.add(erasure.get());
                drop(fault.record(), fault.reason());
            } else {
                add(fault.record(), fault.reason(), fault.payload());
            }
        }
        return dropped;
    }

    private void add(BatchRecord record, String reason, byte[] payload) {
        count++;
        if (origin == null || !record.origin().cameWith(origin)) {
            open.clear();
        }
        origin = record.origin();
        bytes += payload.length;
        var fault = PLACE.matcher(reason).replaceFirst("");
        var pile = open.get(fault);
        if (pile != null && pile.takes(payload)) {
            pile.add(payload);
            return;
        }
        var fresh = new Pile(record, reason, fault, payload);
        piles.add(fresh);
        open.put(fault, fresh);
    }

    /// One that is told of, and not put away.
    private void drop(BatchRecord record, String reason) {
        count++;
        if (told.size() < MOST_TOLD) {
            told.add(new IngestOutcome.Rejected(record.index(), reason, null));
        }
    }

    /// Whether it is time to put them away.
    boolean areMany() {
        return piles.size() > MOST_LETTERS || bytes > MOST_BYTES;
    }

    /// What is held of them.
    long bytes() {
        return bytes;
    }

    /// How many records are waiting to be put away.
    int waiting() {
        return piles.stream().mapToInt(pile -> pile.count).sum();
    }

    List<NewDeadLetter> letters() {
        return piles.stream().map(Pile::letter).toList();
    }

    /// The letters are kept.
    void kept() {
        piles.stream()
                .limit(Math.max(0, MOST_TOLD - told.size()))
                .map(Pile::told)
                .forEach(told::add);
        piles.clear();
        open.clear();
        bytes = 0;
    }

    List<IngestOutcome.Rejected> told() {
        return told;
    }

    int count() {
        return count;
    }

    /// Not merely alike, as the same may come twice.
    @SuppressWarnings("ReferenceEquality")
    private static boolean isSame(byte[] one, byte[] other) {
        return one == other;
    }

    /// What would not be the same again as one line of many stays alone.
    private static boolean isText(byte[] payload) {
        if (payload.length == 0) {
            return false;
        }
        for (var each : payload) {
            if (each >= 0 && each < ' ' && each != '\n' && each != '\r' && each != '\t') {
                return false;
            }
        }
        return true;
    }

    private final class Pile {

        private final int index;
        private final String position;
        private final String reason;
        private final String fault;
        private final byte[] first;
        private final boolean text;
        private byte[] last;
        private @Nullable ByteArrayOutputStream more;
        private int count = 1;

        Pile(BatchRecord record, String reason, String fault, byte[] payload) {
            index = record.index();
            position = record.position();
            this.reason = reason;
            this.fault = fault;
            first = payload;
            last = payload;
            text = isText(payload);
        }

        boolean takes(byte[] payload) {
            var size = more == null ? first.length : more.size();
            return isSame(payload, last) || (size + payload.length < LARGEST_LETTER && text && isText(payload));
        }

        void add(byte[] payload) {
            count++;
            if (isSame(payload, last)) {
                // A payload that is kept as a whole.
                return;
            }
            last = payload;
            var all = more;
            if (all == null) {
                all = new ByteArrayOutputStream();
                all.writeBytes(first);
                more = all;
            }
            all.write('\n');
            all.writeBytes(payload);
        }

        NewDeadLetter letter() {
            return new NewDeadLetter(
                    count == 1 ? reason : fault, pipe, position, more == null ? first : more.toByteArray(), count);
        }

        IngestOutcome.Rejected told() {
            return new IngestOutcome.Rejected(index, count == 1 ? reason : fault, count == 1 ? null : count);
        }
    }
}
