package io.contactstatus.contact;

import static io.contactstatus.contact.TestFacts.ANNA;
import static io.contactstatus.contact.TestFacts.BEN;
import static io.contactstatus.contact.TestFacts.BILLING;
import static io.contactstatus.contact.TestFacts.CALL;
import static io.contactstatus.contact.TestFacts.PHONE;
import static io.contactstatus.contact.TestFacts.SALES;
import static io.contactstatus.contact.TestFacts.agentSays;
import static io.contactstatus.contact.TestFacts.at;
import static io.contactstatus.contact.TestFacts.attributeSet;
import static io.contactstatus.contact.TestFacts.completed;
import static io.contactstatus.contact.TestFacts.connectedToAgent;
import static io.contactstatus.contact.TestFacts.connectedToSystem;
import static io.contactstatus.contact.TestFacts.customerSpeaks;
import static io.contactstatus.contact.TestFacts.disconnected;
import static io.contactstatus.contact.TestFacts.event;
import static io.contactstatus.contact.TestFacts.exact;
import static io.contactstatus.contact.TestFacts.flowLog;
import static io.contactstatus.contact.TestFacts.initiated;
import static io.contactstatus.contact.TestFacts.map;
import static io.contactstatus.contact.TestFacts.noted;
import static io.contactstatus.contact.TestFacts.paused;
import static io.contactstatus.contact.TestFacts.queued;
import static io.contactstatus.contact.TestFacts.recordOf;
import static io.contactstatus.contact.TestFacts.ringsAt;
import static io.contactstatus.contact.TestFacts.rounded;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.LongRun;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whole contacts in every order, and in thousands of disorders.
class OrderOfArrivalTest {

    private static final ContactId NEXT = new ContactId("call-2");

    record Story(String name, List<Contact> said) {

        Contact inOrder() {
            return joined(said);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("stories")
    void everyOrderShowsTheSame(Story story) {
        var expected = story.inOrder();
        var shown = expected.snapshot();

        Permutations.folded(story.said(), Contact.unseen(CALL), Contact::join, contact -> {
            if (!contact.equals(expected) || !contact.snapshot().equals(shown)) {
                assertThat(contact).isEqualTo(expected);
                assertThat(contact.snapshot()).isEqualTo(shown);
            }
        });
    }

    @Test
    void repetitionsAndBatchesOfTheStoriesShowTheSame() {
        var stories = stories().toList();
        var ends = stories.stream().map(Story::inOrder).toList();
        var shown = ends.stream().map(Contact::snapshot).toList();

        forEachSeed(LongRun.choose(3_000, 40_000), random -> {
            var number = random.nextInt(stories.size());
            var contact = inBatches(shuffledWithRepetitions(stories.get(number).said(), random), random);

            assertSame(contact, ends.get(number), shown.get(number));
        });
    }

    @Test
    void twoWritersOfTheStoriesWhoMeetShowTheSame() {
        var stories = stories().toList();
        var ends = stories.stream().map(Story::inOrder).toList();
        var shown = ends.stream().map(Contact::snapshot).toList();

        forEachSeed(LongRun.choose(3_000, 40_000), random -> {
            var number = random.nextInt(stories.size());
            var contact =
                    byTwoWriters(shuffledWithRepetitions(stories.get(number).said(), random), random);

            assertSame(contact, ends.get(number), shown.get(number));
        });
    }

    @Test
    void whateverIsSaidShowsTheSameInBatches() {
        forEachSeed(LongRun.choose(1_500, 15_000), random -> assertMadeUp(random, OrderOfArrivalTest::inBatches));
    }

    @Test
    void whateverIsSaidShowsTheSameByTwoWriters() {
        forEachSeed(LongRun.choose(1_500, 15_000), random -> assertMadeUp(random, OrderOfArrivalTest::byTwoWriters));
    }

    private static void assertMadeUp(Random random, BiFunction<List<Contact>, Random, Contact> received) {
        var any = new AnyContact(random);
        var said = new ArrayList<Contact>();
        for (var left = 3 + random.nextInt(6); left > 0; left--) {
            said.add(any.next(CALL, 2));
        }
        var expected = joined(said);

        assertSame(received.apply(shuffledWithRepetitions(said, random), random), expected, expected.snapshot());
    }

    private static void assertSame(Contact contact, Contact expected, Snapshot shown) {
        assertThat(contact).isEqualTo(expected);
        assertThat(contact.snapshot()).isEqualTo(shown);
    }

    private static List<Contact> shuffledWithRepetitions(List<Contact> said, Random random) {
        var received = new ArrayList<>(said);
        for (var left = random.nextInt(4); left > 0; left--) {
            received.add(said.get(random.nextInt(said.size())));
        }
        Collections.shuffle(received, random);
        return received;
    }

    /// Joins any two, then any two of what is left, until one is left: every way of cutting into batches.
    private static Contact inBatches(List<Contact> received, Random random) {
        var parts = new ArrayList<>(received);
        while (parts.size() > 1) {
            var one = parts.remove(random.nextInt(parts.size()));
            var index = random.nextInt(parts.size());
            parts.set(index, one.join(parts.get(index)));
        }
        return parts.getFirst();
    }

    /// Each writer reads, is overtaken now and then, and reads again when its version is no longer the newest.
    private static Contact byTwoWriters(List<Contact> received, Random random) {
        var writers = List.of(new Writer(), new Writer());
        received.forEach(said -> writers.get(random.nextInt(2)).todo.add(said));
        var stored = new Stored(Contact.unseen(CALL), 0);
        while (writers.stream().anyMatch(Writer::isBusy)) {
            stored = writers.get(random.nextInt(2)).step(stored);
        }
        return stored.contact();
    }

    private record Stored(Contact contact, int version) {}

    private static final class Writer {

        private final List<Contact> todo = new ArrayList<>();
        private Stored read = new Stored(Contact.unseen(CALL), -1);

        boolean isBusy() {
            return !todo.isEmpty();
        }

        Stored step(Stored stored) {
            if (todo.isEmpty()) {
                return stored;
            }
            if (read.version() != stored.version()) {
                read = stored;
                return stored;
            }
            return new Stored(read.contact().join(todo.removeLast()), read.version() + 1);
        }
    }

    private static Contact joined(List<Contact> said) {
        return said.stream().reduce(Contact.unseen(CALL), Contact::join);
    }

    private interface Case {

        void check(Random random);
    }

    private static void forEachSeed(int cases, Case it) {
        for (var seed = 0L; seed < cases; seed++) {
            try {
                it.check(new Random(seed));
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("broken by the arrivals of seed " + seed, broken);
            }
        }
    }

    static Stream<Story> stories() {
        return Stream.of(
                answered(), missedAndQueuedAgain(), troubledWithTheAgent(), recorded(), remembered(), chained());
    }

    private static Story answered() {
        return new Story(
                "a call that is answered, and what its record says",
                List.of(
                        initiated(999),
                        connectedToSystem(2032),
                        flowLog(4377, "AddToPlayLoop"),
                        queued(4505),
                        connectedToAgent(58_202),
                        disconnected(107_394),
                        completed(107_394),
                        recordOf(170)
                                .initiated(1)
                                .queued(BILLING, "Billing", 4, 54)
                                .agent(ANNA, "anna", 58)
                                .disconnected(107, "CUSTOMER_DISCONNECT")
                                .said()));
    }

    private static Story missedAndQueuedAgain() {
        return new Story(
                "a call that is missed, queued again and abandoned, with rounded times",
                List.of(
                        event(1000, it -> it.initiated(rounded(1)).initiationMethod("INBOUND")),
                        event(1000, it -> it.connectedToSystem(rounded(1))),
                        queued(4505),
                        ringsAt(ANNA, 5000),
                        agentSays("MISSED", 25_000),
                        event(26_000, it -> it.enqueued(rounded(26), null).queue(SALES, at(26_000))),
                        ringsAt(BEN, 40_000),
                        event(45_000, it -> it.disconnected(rounded(45)).disconnectReason("OTHER", at(45_000)))));
    }

    private static Story troubledWithTheAgent() {
        return new Story(
                "a contact on hold, paused, resumed and cleared",
                List.of(
                        agentSays(
                                "CONNECTED",
                                5000,
                                it -> it.connectedToAgent(exact(5000))
                                        .agent(ANNA, at(5000))
                                        .named(ANNA, "anna", at(5000))),
                        agentSays("CONNECTED_ONHOLD", 20_000),
                        agentSays("CONNECTED", 32_000),
                        paused(40_000, true),
                        paused(50_000, false),
                        agentSays("ENDED", 60_000, it -> it.named(ANNA, "anna-maria", at(60_000))),
                        disconnected(60_000),
                        agentSays(AgentState.CLEARED, 80_000)));
    }

    private static Story recorded() {
        return new Story(
                "copies of a record, a redaction among them, and late live facts",
                List.of(
                        customerSpeaks(1000, PHONE),
                        recordOf(200).customer(PHONE).attributes("vip", "no").said(),
                        recordOf(300)
                                .customer(PHONE)
                                .attributes("vip", "yes")
                                .digest("a")
                                .said(),
                        recordOf(300)
                                .customer(PHONE)
                                .attributes("vip", "so")
                                .digest("b")
                                .said(),
                        recordOf(300).redacted().attributes().said(),
                        recordOf(250).customer(PHONE).said(),
                        event(500, it -> it.customerId("customer-7", at(500))),
                        queued(700)));
    }

    private static Story remembered() {
        return new Story(
                "attributes, notes, tags and what the customer is known by",
                List.of(
                        attributeSet(1000, "a", "1"),
                        attributeSet(2000, "a", "2"),
                        attributeSet(2000, "a", "3"),
                        noted(1500, it -> it.attribute("a", null, at(1500))),
                        noted(1500, it -> it.attribute("b", "crm", at(1500)).customerAssigned("crm-1", at(1500))),
                        event(3000, it -> it.tags(map("a", "1, b=2"), at(3000))),
                        event(3000, it -> it.tags(map("a", "1", "b", "2"), at(3000))),
                        customerSpeaks(100, new Endpoint("TELEPHONE_NUMBER", "anonymous"))));
    }

    private static Story chained() {
        var follower = event(
                NEXT,
                60_000,
                it -> it.initiationMethod("QUEUE_TRANSFER")
                        .initialContact(CALL)
                        .previousContact(CALL)
                        .customerEndpoint(PHONE, at(60_000)));
        var aftermath = event(
                new ContactId("call-3"),
                70_000,
                it -> it.initiationMethod("DISCONNECT").initialContact(CALL).previousContact(CALL));
        return new Story(
                "a first leg that is handed on, as its followers tell it",
                List.of(
                        initiated(0),
                        queued(1000),
                        disconnected(60_000),
                        Objects.requireNonNull(follower.told().get(CALL)),
                        Objects.requireNonNull(aftermath.told().get(CALL)),
                        Facts.about(CALL, Source.FLOW_EVENT)
                                .initialContact(CALL)
                                .initiationMethod("INBOUND")
                                .toContact(),
                        Contact.unseen(CALL).inheriting(follower)));
    }
}
