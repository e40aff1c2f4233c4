package io.contactstatus.announce;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.store.CustomerKeys;
import io.contactstatus.store.Outbox.Pending;
import io.contactstatus.store.OutboxMark;
import io.contactstatus.store.StoredContact;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PendingQueueTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final PendingQueue queue = new PendingQueue(3);

    private static Pending pending(String id, long version) {
        var contact = new StoredContact(Contact.unseen(new ContactId(id)), version, NOON, CustomerKeys.NONE, null);
        return new Pending(new ContactId(id), new OutboxMark(version, NOON, null), contact);
    }

    private static CompletableFuture<List<Pending>> taking(PendingQueue queue) {
        var taken = new CompletableFuture<List<Pending>>();
        Thread.ofVirtual().start(() -> {
            try {
                taken.complete(queue.take(10));
            } catch (InterruptedException unexpected) {
                taken.completeExceptionally(unexpected);
            }
        });
        return taken;
    }

    @Test
    void givesOutWhatCameFirst() throws InterruptedException {
        queue.offer(pending("a", 1));
        queue.offer(pending("b", 1));
        queue.offer(pending("c", 1));

        assertThat(queue.take(2)).containsExactly(pending("a", 1), pending("b", 1));
        assertThat(queue.take(2)).containsExactly(pending("c", 1));
    }

    @Test
    void hasOnlyTheNewestOfAContact() throws InterruptedException {
        queue.offer(pending("a", 2));
        queue.offer(pending("a", 3));
        queue.offer(pending("a", 1));

        assertThat(queue.take(10)).containsExactly(pending("a", 3));
    }

    @Test
    void takesNoMoreThanItHasRoomForButANewerOfWhatItHas() {
        queue.offer(pending("a", 1));
        queue.offer(pending("b", 1));
        queue.offer(pending("c", 1));

        assertThat(queue.offer(pending("d", 1))).isFalse();
        assertThat(queue.offer(pending("a", 2))).isTrue();
        assertThat(queue.size()).isEqualTo(3);
    }

    @Test
    void givesAContactOutOnlyWhenItIsNotUnderWay() throws InterruptedException {
        queue.offer(pending("a", 1));
        var first = queue.take(10);
        queue.offer(pending("a", 2));
        queue.offer(pending("b", 1));

        assertThat(queue.take(10)).containsExactly(pending("b", 1));
        queue.finish(first, List.of());
        assertThat(queue.take(10)).containsExactly(pending("a", 2));
    }

    @Test
    void takesBackWhatHasToBeTriedAgainUnlessThereIsANewer() throws InterruptedException {
        queue.offer(pending("a", 1));
        queue.offer(pending("b", 1));
        var taken = queue.take(10);
        queue.offer(pending("a", 2));

        queue.finish(List.of(), taken);

        assertThat(queue.take(10)).containsExactlyInAnyOrder(pending("a", 2), pending("b", 1));
    }

    @Test
    void waitsForRoomAndForMore() throws InterruptedException {
        for (var id : List.of("a", "b", "c")) {
            queue.put(pending(id, 1));
        }
        var putting = Thread.ofVirtual().start(() -> {
            try {
                queue.put(pending("d", 1));
            } catch (InterruptedException unexpected) {
                Thread.currentThread().interrupt();
            }
        });
        await().until(() -> putting.getState() == Thread.State.WAITING);

        assertThat(queue.take(10)).hasSize(3);

        putting.join();
        assertThat(queue.take(10)).containsExactly(pending("d", 1));
        var waiting = taking(queue);
        assertThat(waiting).isNotDone();
        queue.offer(pending("e", 1));
        assertThat(waiting.orTimeout(10, TimeUnit.SECONDS).join()).containsExactly(pending("e", 1));
    }

    @Test
    void endsWhenItIsClosedAndEmptyAndBeginsAgain() {
        queue.offer(pending("a", 1));
        queue.close();

        assertThat(queue.offer(pending("b", 1))).isFalse();
        assertThat(taking(queue).orTimeout(10, TimeUnit.SECONDS).join()).containsExactly(pending("a", 1));
        assertThat(taking(queue).orTimeout(10, TimeUnit.SECONDS).join()).isEmpty();
        queue.open();
        assertThat(queue.offer(pending("b", 1))).isTrue();
    }
}
