package io.contactstatus.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.LongRun;
import io.contactstatus.fuzz.RawHttp.Answer;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Many requests, made up from a seed (`-Dfuzz.seed`), so many of them (`-Dfuzz.requests`), and what was wrong with the
/// answers.
final class FuzzRun {

    static final int WANTED = Integer.getInteger("fuzz.requests", LongRun.choose(3_000, 60_000));

    private static final long SEED = Long.getLong("fuzz.seed", 1);

    private static final Duration LONGEST = LongRun.choose(Duration.ofMinutes(3), Duration.ofMinutes(20));

    private static final int WORKERS = 4;
    private static final int MOST_FAULTS = 40;

    private final Queue<String> faults = new ConcurrentLinkedQueue<>();
    private final Map<String, Boolean> kinds = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> answers = new ConcurrentSkipListMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final long until = System.nanoTime() + LONGEST.toNanos();

    /// @param requests makes them, for one worker
    /// @param fault what is wrong with an answer
    static FuzzRun of(
            int port,
            Function<RandomGenerator, Supplier<FuzzRequest>> requests,
            BiFunction<FuzzRequest, Answer, Optional<String>> fault) {
        var run = new FuzzRun();
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var works = new ArrayList<CompletableFuture<Void>>();
            for (var worker = 0; worker < WORKERS; worker++) {
                var made = requests.apply(random(SEED, worker));
                works.add(CompletableFuture.runAsync(() -> run.work(port, made, fault), workers));
            }
            works.forEach(CompletableFuture::join);
        }
        return run;
    }

    static RandomGenerator random(long seed, int worker) {
        return RandomGeneratorFactory.of("L64X128MixRandom").create(seed * WORKERS + worker);
    }

    private void work(
            int port, Supplier<FuzzRequest> requests, BiFunction<FuzzRequest, Answer, Optional<String>> fault) {
        try (var client = new RawHttp(port)) {
            while (this.requests.get() < WANTED && System.nanoTime() - until < 0 && faults.size() < MOST_FAULTS) {
                var request = requests.get();
                try {
                    var answer = client.exchange(request.bytes());
                    answers.merge(answer.status(), 1, Integer::sum);
                    fault.apply(request, answer)
                            .ifPresent(what -> note(
                                    request.name() + answer.status() + what,
                                    what + ": " + answer.status() + " to " + request + "\n  " + answer.body()));
                } catch (UncheckedIOException none) {
                    note(request.name() + none.getMessage(), none.getCause() + " to " + request);
                }
                this.requests.incrementAndGet();
            }
        } catch (RuntimeException failure) {
            note(String.valueOf(failure), "the test itself: " + failure);
        }
    }

    /// One of each kind.
    private void note(String kind, String what) {
        if (kinds.putIfAbsent(kind, true) == null) {
            faults.add(what.substring(0, Math.min(what.length(), 1_500)));
        }
    }

    Queue<String> faults() {
        return faults;
    }

    int requests() {
        return requests.get();
    }

    /// How many answers had which status.
    Map<Integer, Integer> answers() {
        return answers;
    }

    /// Nothing that was sent, and no stack: a bad request is worth a line.
    static void assertQuiet(String log) {
        assertThat(log.lines().filter(line -> line.startsWith("\tat ") || line.contains(FuzzValues.MARK)))
                .as("log")
                .isEmpty();
    }

    @Override
    public String toString() {
        return "%d requests of the seed %d: %s".formatted(requests.get(), SEED, answers);
    }
}
