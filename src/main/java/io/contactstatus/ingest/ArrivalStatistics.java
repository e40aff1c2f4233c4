package io.contactstatus.ingest;

import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Stamp;
import io.contactstatus.contact.Testimony;
import io.contactstatus.decode.Decoded;
import io.contactstatus.store.InstanceReport.Arrival;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Counts the records that arrive at this instance, by kind and pipe, with the time of the last one and the
/// newest time that one is about.
///
/// A record counts when it arrives, whatever becomes of it. A replayed dead letter does not arrive again.
@Component
class ArrivalStatistics {

    /// The kind of a record that could not be read.
    private static final String UNREADABLE = "unreadable";

    private static final int MINUTES = 60;
    private static final int SECONDS = 60;

    private final Clock clock;
    private final Map<Way, Tally> tallies = new ConcurrentHashMap<>();

    ArrivalStatistics(Clock clock) {
        this.clock = clock;
    }

    private record Way(String kind, String pipe) {}

    void came(String pipe, Decoded decoded) {
        switch (decoded) {
            case Decoded.Update said -> came(pipe, said.kind(), newest(said), isOfWrongClock(said));
            case Decoded.Ignored ignored -> came(pipe, ignored.kind(), null, false);
            case Decoded.Malformed malformed -> came(pipe, UNREADABLE, null, false);
        }
    }

    /// Whether something in it is dated further ahead than clocks differ.
    boolean isOfWrongClock(Decoded decoded) {
        var now = clock.instant();
        return decoded instanceof Decoded.Update said
                && said.contacts().stream().anyMatch(about -> about.testimony().isOfWrongClock(now));
    }

    private void came(String pipe, String kind, @Nullable Instant of, boolean isOfWrongClock) {
        tallies.computeIfAbsent(new Way(kind, pipe), way -> new Tally()).add(clock.instant(), of, isOfWrongClock);
    }

    private static @Nullable Instant newest(Decoded.Update said) {
        var agent = said.agent();
        if (agent != null) {
            return agent.at();
        }
        return said.contacts().stream()
                .flatMap(about -> about.entries().stream())
                .map(HistoryEntry::at)
                .filter(at -> !at.equals(Stamp.UNTIMED))
                .max(Instant::compareTo)
                .orElse(null);
    }

    List<Arrival> now() {
        var now = clock.instant();
        return tallies.entrySet().stream()
                .map(entry -> entry.getValue()
                        .arrival(entry.getKey().kind(), entry.getKey().pipe(), now))
                .toList();
    }

    private static final class Tally {

        private final Ring seconds = new Ring(SECONDS);
        private final Ring minutes = new Ring(MINUTES);
        private Instant last = Instant.MIN;
        private @Nullable Instant newestOf;
        private @Nullable Instant wrongClockAt;

        /// What is dated by a wrong clock is not the newest.
        synchronized void add(Instant now, @Nullable Instant of, boolean isOfWrongClock) {
            seconds.add(now.getEpochSecond());
            minutes.add(minute(now));
            last = now.isAfter(last) ? now : last;
            if (isOfWrongClock || (of != null && Testimony.isOfWrongClock(of, now))) {
                wrongClockAt = now;
                return;
            }
            newestOf = Stream.of(newestOf == null ? Instant.MIN : newestOf, of == null ? Instant.MIN : of)
                    .max(Instant::compareTo)
                    .filter(moment -> !moment.equals(Instant.MIN))
                    .orElse(null);
        }

        synchronized Arrival arrival(String kind, String pipe, Instant now) {
            return new Arrival(
                    kind,
                    pipe,
                    last,
                    newestOf,
                    wrongClockAt,
                    seconds.upTo(now.getEpochSecond()).values().stream()
                            .mapToLong(Long::longValue)
                            .sum(),
                    minutes.upTo(minute(now)));
        }

        private static long minute(Instant now) {
            return Math.floorDiv(now.getEpochSecond(), 60);
        }
    }

    /// Counts of the last seconds or minutes in a ring buffer.
    private static final class Ring {

        private final long[] numbers;
        private final long[] counts;

        Ring(int length) {
            numbers = new long[length];
            counts = new long[length];
        }

        void add(long number) {
            var place = (int) Math.floorMod(number, (long) counts.length);
            if (numbers[place] != number) {
                numbers[place] = number;
                counts[place] = 0;
            }
            counts[place]++;
        }

        SortedMap<Long, Long> upTo(long number) {
            var some = new TreeMap<Long, Long>();
            for (var place = 0; place < counts.length; place++) {
                if (counts[place] > 0 && numbers[place] > number - counts.length && numbers[place] <= number) {
                    some.put(numbers[place], counts[place]);
                }
            }
            return some;
        }
    }
}
