package io.contactstatus.background;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.background.BackgroundLoop.Next;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class BackgroundLoopTest {

    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration SOON = Duration.ofSeconds(10);

    private final AtomicInteger rounds = new AtomicInteger();
    private final CountDownLatch release = new CountDownLatch(1);
    private final List<BackgroundLoop> made = new CopyOnWriteArrayList<>();

    /// @param next by the number of the round, from 1
    private BackgroundLoop loop(IntFunction<Next> next) {
        return made(BackgroundLoop.of("loop", () -> next.apply(rounds.incrementAndGet())));
    }

    private BackgroundLoop made(BackgroundLoop loop) {
        made.add(loop);
        return loop;
    }

    @AfterEach
    void stopAll() {
        release.countDown();
        made.forEach(loop -> loop.stop(SOON));
    }

    private void awaitRounds(int count) {
        await().until(() -> rounds.get() == count);
    }

    @Test
    void goesRoundAfterEachPauseUntilItIsStopped() {
        var loop = loop(round -> Next.after(Duration.ofMillis(1)));
        loop.start();
        await().until(() -> rounds.get() > 3);

        assertThat(loop.stop(SOON)).isTrue();

        assertThat(loop.isAlive()).isFalse();
    }

    @Test
    void endsInTimeWheneverItIsStoppedWhileItStarts() {
        for (var attempt = 0; attempt < 20_000; attempt++) {
            var loop = BackgroundLoop.of("loop", () -> {
                release.await();
                return Next.never();
            });
            loop.start();
            for (var spin = attempt % 200; spin > 0; spin--) {
                Thread.onSpinWait();
            }

            assertThat(loop.stop(SOON)).as("attempt %s", attempt).isTrue();
        }
    }

    @Test
    void goesOnAtOnceWhenThereIsMore() {
        var loop = loop(round -> round < 100 ? Next.immediately() : Next.after(LONG));
        loop.start();

        awaitRounds(100);
    }

    @Test
    void endsByItselfWhenThereIsNothingMore() {
        var loop = loop(round -> Next.never());
        loop.start();

        assertThat(loop.awaitEnd(SOON)).isTrue();

        assertThat(rounds).hasValue(1);
        assertThat(loop.isAlive()).isFalse();
    }

    @Test
    void goesOnAfterAnErrorAndTellsItsHandler() {
        var told = new CopyOnWriteArrayList<Throwable>();
        var loop = made(loop(round -> {
                    if (round == 1) {
                        throw new StackOverflowError();
                    }
                    return Next.after(LONG);
                })
                .onFailure(failure -> {
                    told.add(failure);
                    return Duration.ofMillis(1);
                }));
        loop.start();

        awaitRounds(2);

        assertThat(told).singleElement().isInstanceOf(StackOverflowError.class);
    }

    @Test
    void pausesAfterAFailureAsLongAsItsHandlerSays() {
        var loop = made(loop(round -> {
                    throw new IllegalStateException("every time");
                })
                .onFailure(failure -> LONG));
        loop.start();
        awaitRounds(1);

        loop.wake();

        awaitRounds(2);
    }

    @Test
    void isWokenFromItsPause() {
        var loop = loop(round -> Next.after(LONG));
        loop.start();
        awaitRounds(1);

        loop.wake();

        awaitRounds(2);
    }

    @Test
    void doesNotMissAWakeUpDuringARound() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var loop = made(BackgroundLoop.of("loop", () -> {
            rounds.incrementAndGet();
            begun.countDown();
            release.await();
            return Next.after(LONG);
        }));
        loop.start();
        begun.await();

        loop.wake();
        loop.wake();
        release.countDown();

        awaitRounds(2);
    }

    @Test
    void waitsBeforeItsFirstRoundWhenItIsToldTo() {
        var loop = loop(round -> Next.never());
        loop.startAfter(LONG);

        assertThat(rounds).hasValue(0);
        loop.wake();

        awaitRounds(1);
    }

    @Test
    void interruptsARoundWhenItIsStopped() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var interrupted = new AtomicBoolean();
        var loop = made(BackgroundLoop.of("loop", () -> {
            begun.countDown();
            try {
                release.await();
            } catch (InterruptedException asked) {
                interrupted.set(true);
                throw asked;
            }
            return Next.never();
        }));
        loop.start();
        begun.await();

        assertThat(loop.stop(SOON)).isTrue();

        assertThat(interrupted).isTrue();
    }

    @Test
    void letsARoundComeToItsEndWhenItIsToFinish() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var ended = new AtomicBoolean();
        var loop = made(BackgroundLoop.of("loop", () -> {
            rounds.incrementAndGet();
            begun.countDown();
            release.await();
            ended.set(true);
            return Next.immediately();
        }));
        loop.start();
        begun.await();

        loop.finish();
        release.countDown();

        assertThat(loop.awaitEnd(SOON)).isTrue();
        assertThat(ended).isTrue();
        assertThat(rounds).hasValue(1);
    }

    @Test
    void waitsNoLongerThanAskedForARoundThatIgnoresItsInterrupt() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var loop = made(BackgroundLoop.of("loop", () -> {
            rounds.incrementAndGet();
            begun.countDown();
            while (release.getCount() > 0) {
                Thread.onSpinWait();
            }
            return Next.immediately();
        }));
        loop.start();
        begun.await();

        assertThat(loop.stop(Duration.ofMillis(50))).isFalse();
        release.countDown();

        assertThat(loop.awaitEnd(SOON)).isTrue();
        assertThat(rounds).as("no round after the one that was late").hasValue(1);
    }

    @Test
    void showsThatAnInterruptHasEndedIt() {
        var loop = loop(round -> {
            Thread.currentThread().interrupt();
            return Next.after(LONG);
        });
        loop.start();

        await().until(() -> !loop.isAlive());
    }

    @Test
    void goesOnAfterARoundThatItsOwnerInterrupted() throws InterruptedException {
        var begun = new CountDownLatch(1);
        var loop = made(BackgroundLoop.of("loop", () -> {
            if (rounds.incrementAndGet() == 1) {
                begun.countDown();
                try {
                    release.await();
                } catch (InterruptedException asked) {
                    Thread.currentThread().interrupt();
                }
            }
            return Next.after(Duration.ofMillis(1));
        }));
        loop.start();
        begun.await();

        loop.interruptRound();

        await().until(() -> rounds.get() > 3);
        assertThat(loop.isAlive()).isTrue();
    }

    @Test
    void doesNotInterruptAPause() {
        var loop = loop(round -> Next.after(Duration.ofMillis(300)));
        loop.start();
        awaitRounds(1);

        loop.interruptRound();

        awaitRounds(2);
        assertThat(loop.isAlive()).isTrue();
    }

    @Test
    void startsAgainAfterItWasStopped() {
        var loop = loop(round -> Next.after(LONG));
        loop.start();
        awaitRounds(1);
        loop.stop(SOON);

        loop.start();

        awaitRounds(2);
        assertThat(loop.isAlive()).isTrue();
    }

    @Test
    void startsOnlyOnce() {
        var loop = loop(round -> Next.after(LONG));
        loop.start();
        awaitRounds(1);

        loop.start();
        loop.wake();

        awaitRounds(2);
        assertThat(loop.stop(SOON)).isTrue();
        assertThat(loop.isAlive()).isFalse();
    }

    @Test
    void doesNotWaitForItselfWhenARoundStopsIt() {
        var loops = new CopyOnWriteArrayList<BackgroundLoop>();
        var waited = new AtomicBoolean(true);
        loops.add(loop(round -> {
            waited.set(loops.getFirst().stop(LONG));
            return Next.immediately();
        }));
        loops.getFirst().start();

        assertThat(loops.getFirst().awaitEnd(SOON)).isTrue();

        assertThat(waited).isFalse();
        assertThat(rounds).hasValue(1);
    }

    @Test
    void hasADaemonThreadOfThePlatformWhereItIsAskedFor() {
        var kinds = new CopyOnWriteArrayList<String>();
        IntFunction<Next> look = round -> {
            var thread = Thread.currentThread();
            kinds.add(thread.getName() + (thread.isVirtual() ? " virtual" : " platform") + thread.isDaemon());
            return Next.never();
        };
        var one = loop(look);
        var other = made(loop(look).onPlatformThread());
        one.start();
        assertThat(one.awaitEnd(SOON)).isTrue();
        other.start();
        assertThat(other.awaitEnd(SOON)).isTrue();

        assertThat(kinds).containsExactly("loop virtualtrue", "loop platformtrue");
    }
}
