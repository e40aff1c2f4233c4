package io.contactstatus.security;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.store.MovingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MissBudgetTest {

    private static final Instant START = Instant.parse("2026-01-05T20:00:00Z");

    private final MovingClock clock = new MovingClock(START);

    /// All mobile numbers of Japan that are shown as `+81******2468`.
    private static Stream<String> candidates() {
        return IntStream.of(70, 80, 90)
                .boxed()
                .flatMap(prefix ->
                        IntStream.range(0, 10_000).mapToObj(middle -> "+81%d%04d2468".formatted(prefix, middle)));
    }

    /// Whoever knows the numbering plan has 30,000 numbers to try, less than the 36,000 that 600 a minute are.
    @ParameterizedTest
    @ValueSource(ints = {30, 600})
    void aMaskedNumberIsNotFoundWithinAnHour(int misses) {
        var budget = new MissBudget(misses, clock);
        var answered = 0;
        var left = candidates().iterator();
        var guess = left.next();

        while (clock.instant().isBefore(START.plus(Duration.ofHours(1)))) {
            var wait = budget.enter(guess);
            if (wait == null) {
                budget.leave(guess, true);
                answered++;
                guess = left.next();
            } else {
                clock.pass(wait);
            }
        }

        assertThat(answered).isLessThanOrEqualTo(200);
    }

    @Test
    void hitsAreFree() {
        var budget = new MissBudget(3, clock);

        for (var i = 0; i < 10_000; i++) {
            assertThat(budget.enter("+819012345678")).isNull();
            budget.leave("+819012345678", false);
        }
    }

    /// As many as 300 a second are in a minute, of an application that waits for sixteen at a time.
    @Test
    void hitsAreFreeAlsoManyAtOnce() throws Exception {
        var budget = new MissBudget(600, clock);
        var refused = new AtomicInteger();
        try (var threads = Executors.newFixedThreadPool(16)) {
            for (var lookup = 0; lookup < 18_000; lookup++) {
                var customer = "+8190" + lookup;
                threads.execute(() -> {
                    if (budget.enter(customer) == null) {
                        budget.leave(customer, false);
                    } else {
                        refused.incrementAndGet();
                    }
                });
            }
        }

        assertThat(refused).hasValue(0);
    }

    @Test
    void whenTheMinuteIsUsedUpHitsAreRefusedAsWellUntilItIsOver() {
        var budget = new MissBudget(3, clock);
        clock.pass(Duration.ofMillis(500));
        assertThat(List.of(missed(budget, "a"), missed(budget, "b"), missed(budget, "c")))
                .containsExactly(false, false, true);
        clock.pass(Duration.ofSeconds(20));

        assertThat(budget.enter("known")).isEqualTo(Duration.ofSeconds(40));

        clock.pass(Duration.ofSeconds(40));
        assertThat(budget.enter("known")).isNull();
        budget.leave("known", false);
        assertThat(missed(budget, "d")).isFalse();
    }

    @Test
    void noneIsLetInWhereNoneIsAllowed() {
        assertThat(new MissBudget(0, clock).enter("known")).isEqualTo(Duration.ofMinutes(1));
    }

    /// All of them are asked before any is answered.
    @Test
    void manyAtOnceFindNoMoreThanOneAfterTheOther() throws Exception {
        var budget = new MissBudget(30, clock);
        var answered = new AtomicInteger();
        var together = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> all = IntStream.range(0, 500)
                    .<Future<?>>mapToObj(number -> threads.submit(() -> {
                        together.await();
                        var guess = "customer-" + number;
                        if (budget.enter(guess) == null) {
                            answered.incrementAndGet();
                            budget.leave(guess, true);
                        }
                        return null;
                    }))
                    .toList();
            together.countDown();
            for (var one : all) {
                one.get();
            }
        }

        assertThat(answered).hasValue(30);
    }

    /// A call centre looks up new callers as they come, and none of their numbers is like many others.
    @Test
    void callersOfAllKindsMayUseAllOfAnHour() {
        var budget = new MissBudget(600, clock);
        var refused = 0;
        for (var minute = 0; minute < 60; minute++) {
            for (var call = 0; call < 600; call++) {
                var number = "+8190%08d".formatted(Math.floorMod((minute * 600L + call) * 48_271_937L, 100_000_000L));
                if (budget.enter(number) == null) {
                    budget.leave(number, true);
                } else {
                    refused++;
                }
            }
            clock.pass(MissBudget.MINUTE);
        }

        assertThat(refused).isZero();
    }

    @Test
    void theSameUnknownNumberAgainIsNoFurtherGuessAtItsMask() {
        var budget = new MissBudget(600, clock);

        for (var minute = 0; minute < 30; minute++) {
            for (var time = 0; time < 20; time++) {
                missed(budget, "+819012342468");
            }
            clock.pass(MissBudget.MINUTE);
        }

        assertThat(budget.enter("+818000002468")).isNull();
    }

    @Test
    void isUsedUpUntilItsMinuteIsOver() {
        var budget = new MissBudget(1, clock);
        assertThat(budget.isUsedUp()).isFalse();

        missed(budget, "+819012342468");

        assertThat(budget.isUsedUp()).isTrue();
        clock.pass(MissBudget.MINUTE);
        assertThat(budget.isUsedUp()).isFalse();
        assertThat(new MissBudget(0, clock).isUsedUp()).isTrue();
    }

    @Test
    void callersBeyondThoseThereIsRoomForShareABudget() {
        var budgets = new CallerBudgets(clock);
        for (var i = 0; i < CallerBudgets.MOST; i++) {
            missed(budgets.of(caller("caller-" + i)), "a");
        }

        var first = budgets.of(caller("one more"));
        missed(first, "+819012342468");
        assertThat(budgets.of(caller("another"))).isSameAs(first);
        assertThat(budgets.size()).isLessThanOrEqualTo(CallerBudgets.MOST + 1);

        clock.pass(Duration.ofHours(1));
        assertThat(budgets.of(caller("one more"))).isNotSameAs(first);
        assertThat(budgets.size()).isLessThanOrEqualTo(2);
    }

    private static CallerBudgets.Caller caller(String name) {
        return new CallerBudgets.Caller(name, CallerBudgets.Caller.Kind.TOKEN, 600);
    }

    private static boolean missed(MissBudget budget, String guess) {
        assertThat(budget.enter(guess)).isNull();
        return budget.leave(guess, true);
    }
}
