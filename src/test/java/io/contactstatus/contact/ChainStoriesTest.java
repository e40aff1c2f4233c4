package io.contactstatus.contact;

import static io.contactstatus.contact.Voices.ANNA;
import static io.contactstatus.contact.Voices.BEN;
import static io.contactstatus.contact.Voices.BILLING;
import static io.contactstatus.contact.Voices.NOON;
import static io.contactstatus.contact.Voices.SALES;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Shelf.Telling;
import io.contactstatus.store.CustomerKeys;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.Situation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// What the legs of a chain are, as a table: one line for each, whatever order the legs are heard in.
///
/// Id, leg, outcome, flags | phases | since when the customer waits | `row` where it is one on the board,
/// `pending` where it is the callback that is due. Times are seconds.
class ChainStoriesTest {

    @Test
    void aColdTransfer() {
        var story = new Story();
        story.leg("a", "INBOUND", null)
                .begun(0)
                .queued(5, BILLING)
                .talks(10, ANNA)
                .left(40, ANNA)
                .ended(40)
                .record(
                        60,
                        it -> it.initiated(0)
                                .waited(BILLING, "Billing", 5, 10)
                                .agent(ANNA, "anna", 10)
                                .transferCompleted(40)
                                .next(new ContactId("b"))
                                .disconnected(40, "AGENT_DISCONNECT"));
        story.leg("b", "TRANSFER", "a")
                .begun(40)
                .queued(41, SALES)
                .talks(50, BEN)
                .ended(90, "CUSTOMER_DISCONNECT");

        assertThat(story.until(45)).isEqualTo("""
                a CUSTOMER ANSWERED TRANSFERRED | FLOW 5, QUEUE 5, WITH_AGENT 30 | 5 |
                b CUSTOMER null TRANSFERRED | FLOW 1, QUEUE … | 41 | row
                """);
        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED TRANSFERRED | FLOW 5, QUEUE 5, WITH_AGENT 30 | 5 |
                b CUSTOMER ANSWERED TRANSFERRED | FLOW 1, QUEUE 9, WITH_AGENT 40 | 41 |
                """);
    }

    @Test
    void aWarmTransfer() {
        var story = new Story();
        story.leg("a", "INBOUND", null)
                .begun(0)
                .talks(10, ANNA)
                .says(20, "CONNECTED_ONHOLD", ANNA)
                .left(40, ANNA)
                .ended(40);
        story.leg("b", "TRANSFER", "a").begun(20).rings(22, BEN).talks(25, BEN).ended(90, "CUSTOMER_DISCONNECT");

        assertThat(story.until(30)).isEqualTo("""
                a CUSTOMER null | FLOW 10, WITH_AGENT 10, ON_HOLD … | – | row
                b CONSULT null | FLOW 2, RINGING 3, CONSULT … | – |
                """);
        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED TRANSFERRED | FLOW 10, WITH_AGENT 10, ON_HOLD 20 | – |
                b CUSTOMER ANSWERED TRANSFERRED | FLOW 2, RINGING 3, CONSULT 15, WITH_AGENT 50 | – |
                """);
    }

    @Test
    void aConsultationTakenBack() {
        var story = new Story();
        story.leg("a", "INBOUND", null)
                .begun(0)
                .talks(10, ANNA)
                .says(20, "CONNECTED_ONHOLD", ANNA)
                .says(35, "CONNECTED", ANNA)
                .ended(80, "CUSTOMER_DISCONNECT");
        story.leg("b", "TRANSFER", "a")
                .begun(20)
                .rings(22, BEN)
                .talks(25, BEN)
                .left(35, BEN)
                .ended(35);

        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED | FLOW 10, WITH_AGENT 10, ON_HOLD 15, WITH_AGENT 45 | – |
                b CONSULT INTERNAL | FLOW 2, RINGING 3, CONSULT 10 | – |
                """);
    }

    @Test
    void aConsultationThatNobodyTakes() {
        var story = new Story();
        story.leg("a", "INBOUND", null).begun(0).talks(10, ANNA).ended(80, "CUSTOMER_DISCONNECT");
        story.leg("b", "TRANSFER", "a")
                .begun(20)
                .queued(21, SALES)
                .rings(22, BEN)
                .says(40, "MISSED", BEN)
                .ended(42);

        assertThat(story.until(41)).isEqualTo("""
                a CUSTOMER null | FLOW 10, WITH_AGENT … | – | row
                b CONSULT null MISSED | FLOW 1, QUEUE 1, RINGING 18, QUEUE … | 21 |
                """);
        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED | FLOW 10, WITH_AGENT 70 | – |
                b CONSULT INTERNAL MISSED | FLOW 1, QUEUE 1, RINGING 18, QUEUE 2 | 21 |
                """);
    }

    @Test
    void aConsultedAgentWhoOutlivesACustomerWhoHungUp() {
        var story = new Story();
        story.leg("a", "INBOUND", null)
                .begun(0)
                .talks(10, ANNA)
                .ended(60)
                .record(70, it -> it.initiated(0).agent(ANNA, "anna", 10).disconnected(60, "CUSTOMER_DISCONNECT"));
        story.leg("b", "TRANSFER", "a")
                .begun(20)
                .talks(25, BEN)
                .ended(75)
                .record(
                        90,
                        it -> it.method("TRANSFER")
                                .initial(new ContactId("a"))
                                .previous(new ContactId("a"))
                                .initiated(20)
                                .agent(new ContactRecord.Agent(
                                        BEN, "ben", NOON.plusSeconds(25), 50, null, 0, null, null, null))
                                .disconnected(75, "AGENT_DISCONNECT"));

        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED | FLOW 10, WITH_AGENT 50 | – |
                b CONSULT INTERNAL | FLOW 5, CONSULT 50 | – |
                """);
    }

    @Test
    void aConference() {
        var story = new Story();
        story.leg("a", "INBOUND", null).begun(0).talks(10, ANNA).ended(80, "CUSTOMER_DISCONNECT");
        story.leg("b", "TRANSFER", "a")
                .begun(20)
                .talks(25, BEN)
                .ended(70)
                .record(
                        90,
                        it -> it.method("TRANSFER")
                                .initial(new ContactId("a"))
                                .previous(new ContactId("a"))
                                .initiated(20)
                                .agent(new ContactRecord.Agent(
                                        BEN, "ben", NOON.plusSeconds(25), 20, null, 0, null, null, null))
                                .disconnected(70, "AGENT_DISCONNECT"));

        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED | FLOW 10, WITH_AGENT 70 | – |
                b CONFERENCE INTERNAL | FLOW 5, WITH_AGENT 45 (held 25) | – |
                """);
    }

    @Test
    void aThirdParty() {
        var story = new Story();
        story.leg("a", "INBOUND", null).begun(0).talks(10, ANNA).left(40, ANNA).ended(100, "CUSTOMER_DISCONNECT");
        story.leg("b", "EXTERNAL_OUTBOUND", "a").begun(20).answered(28).ended(100);

        assertThat(story.until(50)).isEqualTo("""
                a CUSTOMER null | FLOW 10, WITH_AGENT 30, OUTSIDE … | – | row
                b THIRD_PARTY null | DIALLING 8, FLOW … | – |
                """);
        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED | FLOW 10, WITH_AGENT 30, OUTSIDE 60 | – |
                b THIRD_PARTY INTERNAL | DIALLING 8, FLOW 72 | – |
                """);
    }

    @Test
    void aSupervisorWhoListensAndAGuide() {
        var story = new Story();
        story.leg("a", "INBOUND", null).begun(0).talks(10, ANNA).ended(100, "CUSTOMER_DISCONNECT");
        story.leg("g", "TRANSFER", "a")
                .begun(12)
                .tells(it -> it.subtype("connect:Guide", NOON))
                .ended(90);
        story.leg("m", "MONITOR", "a").begun(20).talks(20, BEN).ended(60);

        assertThat(story.until(50)).isEqualTo("""
                a CUSTOMER null | FLOW 10, WITH_AGENT … | – | row
                g GUIDE null | FLOW … | – |
                m MONITOR null | WITH_AGENT … | – |
                """);
        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED | FLOW 10, WITH_AGENT 90 | – |
                g GUIDE INTERNAL | FLOW 78 | – |
                m MONITOR MONITORED | WITH_AGENT 40 | – |
                """);
    }

    @Test
    void aSurveyAfterTheAgent() {
        var story = new Story();
        story.leg("a", "INBOUND", null)
                .begun(0)
                .queued(5, BILLING)
                .talks(10, ANNA)
                .ended(60, "AGENT_DISCONNECT");
        story.leg("s", "DISCONNECT", "a").begun(60).ended(90, "CONTACT_FLOW_DISCONNECT");

        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED | FLOW 5, QUEUE 5, WITH_AGENT 50 | 5 |
                s AFTERWARDS ENDED_BY_FLOW | FLOW 30 | – |
                """);
    }

    @Test
    void aChatQueuedAgainAfterItsAgentLeft() {
        var story = new Story();
        story.leg("a", "INBOUND", null)
                .begun(0)
                .queued(5, BILLING)
                .talks(10, ANNA)
                .ended(60, "AGENT_DISCONNECT");
        story.leg("s", "DISCONNECT", "a").begun(60).queued(62, BILLING).ended(90, "CUSTOMER_DISCONNECT");

        assertThat(story.until(70)).isEqualTo("""
                a CUSTOMER ANSWERED | FLOW 5, QUEUE 5, WITH_AGENT 50 | 5 |
                s CUSTOMER null | FLOW 2, QUEUE … | 62 | row
                """);
        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED | FLOW 5, QUEUE 5, WITH_AGENT 50 | 5 |
                s CUSTOMER ABANDONED ABANDONED | FLOW 2, QUEUE 28 | 62 |
                """);
    }

    @Test
    void aCustomerFirstCallbackReachedWithTheSecondCall() {
        var story = new Story();
        story.leg("c1", "INBOUND", null).begun(0).queued(5, BILLING).ended(60, "CONTACT_FLOW_DISCONNECT");
        story.leg("c2", Method.CUSTOMER_FIRST_QUEUED, "c1")
                .begun(58)
                .answered(58)
                .queued(70, BILLING)
                .ended(300);
        story.leg("c3", Method.CUSTOMER_FIRST_DIALED, "c2").begun(300).ended(330, "TELECOM_UNANSWERED");
        story.leg("c4", Method.CUSTOMER_FIRST_DIALED, "c3")
                .begun(900)
                .answered(912)
                .queued(915, BILLING)
                .rings(930, BEN)
                .talks(940, BEN)
                .ended(1000, "CUSTOMER_DISCONNECT");

        assertThat(story.until(100)).isEqualTo("""
                c1 CUSTOMER CALLBACK_REQUESTED | FLOW 5, QUEUE 55 | 5 |
                c2 CUSTOMER null CALLBACK | SCHEDULED 12, QUEUE … | 70 | row pending
                """);
        assertThat(story.until(310)).isEqualTo("""
                c1 CUSTOMER CALLBACK_REQUESTED | FLOW 5, QUEUE 55 | 5 |
                c2 CUSTOMER WENT_ON CALLBACK | SCHEDULED 12, QUEUE 230 | 70 |
                c3 CUSTOMER null CALLBACK | DIALLING … | – | row pending
                """);
        assertThat(story.until(935)).isEqualTo("""
                c1 CUSTOMER CALLBACK_REQUESTED | FLOW 5, QUEUE 55 | 5 |
                c2 CUSTOMER WENT_ON CALLBACK | SCHEDULED 12, QUEUE 230 | 70 |
                c3 CUSTOMER NOT_REACHED CALLBACK | DIALLING 30 | – |
                c4 CUSTOMER null CALLBACK | DIALLING 12, FLOW 3, QUEUE 15, RINGING … | 915 | row pending
                """);
        assertThat(story.told()).isEqualTo("""
                c1 CUSTOMER CALLBACK_REQUESTED | FLOW 5, QUEUE 55 | 5 |
                c2 CUSTOMER WENT_ON CALLBACK | SCHEDULED 12, QUEUE 230 | 70 |
                c3 CUSTOMER NOT_REACHED CALLBACK | DIALLING 30 | – |
                c4 CUSTOMER ANSWERED CALLBACK | DIALLING 12, FLOW 3, QUEUE 15, RINGING 10, WITH_AGENT 60 | 915 |
                """);
    }

    @Test
    void aCustomerFirstCallbackGivenUpInTheQueue() {
        var story = new Story();
        story.leg("c2", Method.CUSTOMER_FIRST_QUEUED, null)
                .begun(0)
                .queued(10, BILLING)
                .ended(300);
        story.leg("c3", Method.CUSTOMER_FIRST_DIALED, "c2")
                .begun(300)
                .answered(312)
                .queued(315, BILLING)
                .ended(400, "CUSTOMER_DISCONNECT");

        assertThat(story.told()).isEqualTo("""
                c2 CUSTOMER WENT_ON CALLBACK | SCHEDULED 10, QUEUE 290 | 10 |
                c3 CUSTOMER ABANDONED ABANDONED,CALLBACK | DIALLING 12, FLOW 3, QUEUE 85 | 315 |
                """);
    }

    @Test
    void anAgentFirstCallbackTriedAgainUnderTheSameId() {
        var story = new Story();
        story.leg("a", "INBOUND", null).begun(0).queued(5, BILLING).ended(60, "CONTACT_FLOW_DISCONNECT");
        story.leg("k", "CALLBACK", "a")
                .begun(58)
                .queued(70, BILLING)
                .says(100, "INCOMING", ANNA)
                .says(104, "CONNECTING", ANNA)
                .talks(105, ANNA)
                .left(130, ANNA)
                .ended(130, "TELECOM_UNANSWERED")
                .queued(600, BILLING)
                .says(700, "CONNECTING", BEN)
                .talks(701, BEN)
                .answered(710)
                .ended(800, "CUSTOMER_DISCONNECT");

        assertThat(story.until(115)).isEqualTo("""
                a CUSTOMER CALLBACK_REQUESTED | FLOW 5, QUEUE 55 | 5 |
                k CUSTOMER null CALLBACK | SCHEDULED 12, QUEUE 30, RINGING 4, DIALLING … | 70 | row pending
                """);
        assertThat(story.until(610)).isEqualTo("""
                a CUSTOMER CALLBACK_REQUESTED | FLOW 5, QUEUE 55 | 5 |
                k CUSTOMER null CALLBACK | SCHEDULED 12, QUEUE 30, RINGING 4, DIALLING 26, SCHEDULED 470, QUEUE … | 70 | row pending
                """);
        assertThat(story.told()).isEqualTo("""
                a CUSTOMER CALLBACK_REQUESTED | FLOW 5, QUEUE 55 | 5 |
                k CUSTOMER ANSWERED CALLBACK | SCHEDULED 12, QUEUE 30, RINGING 4, DIALLING 26, SCHEDULED 470, QUEUE 100, DIALLING 10, WITH_AGENT 90 | 70 |
                """);
    }

    /// The failed attempt has a callback made from it too, and that comes first in the table of outcomes.
    @Test
    void anAgentFirstCallbackTriedAgainOnANewLeg() {
        var story = new Story();
        story.leg("k1", "CALLBACK", null)
                .begun(0)
                .queued(10, BILLING)
                .says(20, "CONNECTING", ANNA)
                .talks(21, ANNA)
                .ended(50, "TELECOM_UNANSWERED");
        story.leg("k2", "CALLBACK", "k1").begun(60).queued(300, BILLING);

        assertThat(story.until(55)).isEqualTo("""
                k1 CUSTOMER NOT_REACHED CALLBACK | SCHEDULED 10, QUEUE 10, DIALLING 30 | 10 |
                """);
        assertThat(story.told()).isEqualTo("""
                k1 CUSTOMER CALLBACK_REQUESTED CALLBACK | SCHEDULED 10, QUEUE 10, DIALLING 30 | 10 |
                k2 CUSTOMER null CALLBACK | SCHEDULED 240, QUEUE … | 300 | row pending
                """);
    }

    @Test
    void queueTransfersAreOneWait() {
        var story = new Story();
        story.leg("a", "INBOUND", null).begun(0).queued(5, BILLING).ended(30);
        story.leg("b", "QUEUE_TRANSFER", "a").begun(30).queued(31, SALES).ended(60);
        story.leg("c", "QUEUE_TRANSFER", "b").begun(60).queued(61, BILLING).ended(100, "CUSTOMER_DISCONNECT");

        assertThat(story.until(70)).isEqualTo("""
                a CUSTOMER WENT_ON TRANSFERRED | FLOW 5, QUEUE 25 | 5 |
                b CUSTOMER WENT_ON TRANSFERRED | FLOW 1, QUEUE 29 | 5 |
                c CUSTOMER null TRANSFERRED | FLOW 1, QUEUE … | 5 | row
                """);
        assertThat(story.told()).isEqualTo("""
                a CUSTOMER WENT_ON TRANSFERRED | FLOW 5, QUEUE 25 | 5 |
                b CUSTOMER WENT_ON TRANSFERRED | FLOW 1, QUEUE 29 | 5 |
                c CUSTOMER ABANDONED ABANDONED,TRANSFERRED | FLOW 1, QUEUE 39 | 5 |
                """);
    }

    @Test
    void aPaymentFlowFromWhichTheAgentTakesTheCustomerBack() {
        var story = new Story();
        story.leg("a", "INBOUND", null)
                .begun(0)
                .talks(10, ANNA)
                .says(40, "CONNECTED_ONHOLD", ANNA)
                .says(70, "CONNECTED", ANNA)
                .ended(100, "CUSTOMER_DISCONNECT");
        story.leg("p", "TRANSFER", "a").begun(40).ended(70, "CONTACT_FLOW_DISCONNECT");

        assertThat(story.until(50)).isEqualTo("""
                a CUSTOMER null | FLOW 10, WITH_AGENT 30, ON_HOLD … | – | row
                p CONSULT null | FLOW … | – |
                """);
        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED | FLOW 10, WITH_AGENT 30, ON_HOLD 30, WITH_AGENT 30 | – |
                p CONSULT INTERNAL | FLOW 30 | – |
                """);
    }

    @Test
    void aPaymentFlowThatHandsTheCustomerOn() {
        var story = new Story();
        story.leg("a", "INBOUND", null).begun(0).talks(10, ANNA).left(40, ANNA).ended(40);
        story.leg("p", "TRANSFER", "a").begun(40).ended(70);
        story.leg("z", "QUEUE_TRANSFER", "p")
                .begun(70)
                .queued(70, BILLING)
                .talks(75, ANNA)
                .ended(100, "CUSTOMER_DISCONNECT");

        assertThat(story.told()).isEqualTo("""
                a CUSTOMER ANSWERED TRANSFERRED | FLOW 10, WITH_AGENT 30 | – |
                p CUSTOMER WENT_ON TRANSFERRED | FLOW 30 | – |
                z CUSTOMER ANSWERED TRANSFERRED | QUEUE 5, WITH_AGENT 25 | 70 |
                """);
    }

    private static final class Story {

        private record Said(long seconds, Contact contact) {}

        private final List<Said> said = new ArrayList<>();

        LegTold leg(String id, String method, @Nullable String previous) {
            return new LegTold(this, new ContactId(id), method, previous == null ? null : new ContactId(previous));
        }

        String told() {
            return until(Long.MAX_VALUE);
        }

        /// In every order the same.
        String until(long seconds) {
            var heard = new ArrayList<>(said.stream()
                    .filter(one -> one.seconds <= seconds)
                    .map(Said::contact)
                    .toList());
            var told = table(heard, Telling.NEWS);
            for (var seed = 0; seed < 25; seed++) {
                Collections.shuffle(heard, new Random(seed));
                assertThat(table(heard, seed % 2 == 0 ? Telling.ALL : Telling.NEWS))
                        .as("order %s", seed)
                        .isEqualTo(told);
            }
            return told;
        }

        private static String table(List<Contact> heard, Telling telling) {
            var shelf = new Shelf(telling);
            heard.forEach(contact -> shelf.join(contact, Shelf.Steps.UNDISTURBED));
            var contacts = shelf.contacts();
            var pending = pending(contacts);
            return contacts.entrySet().stream()
                    .map(leg -> line(
                            leg.getKey(),
                            leg.getValue().snapshot(),
                            leg.getKey().equals(pending)))
                    .collect(joining("\n", "", "\n"));
        }

        private static @Nullable ContactId pending(Map<ContactId, Contact> contacts) {
            var newestFirst = contacts.values().stream()
                    .map(contact ->
                            Situation.Known.of(new StoredContact(contact, 1, Instant.EPOCH, CustomerKeys.NONE, null)))
                    .sorted(Comparator.comparing(
                                    (Situation.Known known) -> known.seen().started())
                            .reversed())
                    .toList();
            var pending = new Situation(newestFirst, NOON).pendingCallback();
            return pending == null ? null : pending.seen().contactId();
        }

        private static String line(ContactId id, Snapshot seen, boolean pending) {
            var flags = EnumSet.noneOf(Flag.class);
            flags.addAll(seen.flags());
            flags.retainAll(EnumSet.of(Flag.TRANSFERRED, Flag.CALLBACK, Flag.ABANDONED, Flag.MISSED_BY_AGENT));
            var shown = flags.stream().map(Story::inShort).collect(joining(","));
            var since = seen.queue() == null || seen.queue().waitingSince() == null
                    ? "–"
                    : String.valueOf(seen.queue().waitingSince().getEpochSecond() - NOON.getEpochSecond());
            var isRow = seen.active() && seen.leg() == Leg.CUSTOMER;
            return "%s %s %s %s| %s | %s |%s%s"
                    .formatted(
                            id.value(),
                            seen.leg(),
                            seen.outcome(),
                            shown.isEmpty() ? "" : shown + " ",
                            InShort.phases(seen),
                            since,
                            isRow ? " row" : "",
                            pending ? " pending" : "");
        }

        private static String inShort(Flag flag) {
            return flag == Flag.MISSED_BY_AGENT ? "MISSED" : flag.name().toUpperCase(Locale.ROOT);
        }
    }

    private record LegTold(
            Story story,
            ContactId id,
            String method,
            @Nullable ContactId previous) {

        LegTold begun(long seconds) {
            return event(seconds, it -> it.initiated(moment(seconds)));
        }

        LegTold answered(long seconds) {
            return event(seconds, it -> it.connectedToSystem(moment(seconds)));
        }

        LegTold queued(long seconds, String queue) {
            return event(seconds, it -> it.enqueued(moment(seconds), queue).queue(queue, time(seconds)));
        }

        LegTold rings(long seconds, String agent) {
            return says(seconds, "CONNECTING", agent);
        }

        LegTold talks(long seconds, String agent) {
            return event(seconds, it -> it.connectedToAgent(moment(seconds)).agent(agent, time(seconds)))
                    .says(seconds, "CONNECTED", agent);
        }

        LegTold left(long seconds, String agent) {
            return says(seconds, "ENDED", agent).says(seconds, "CLEARED", agent);
        }

        LegTold ended(long seconds) {
            return event(seconds, it -> it.disconnected(moment(seconds)));
        }

        LegTold ended(long seconds, String reason) {
            return event(seconds, it -> it.disconnected(moment(seconds)).disconnectReason(reason, time(seconds)));
        }

        LegTold tells(UnaryOperator<Facts> more) {
            return event(0, more);
        }

        LegTold says(long seconds, String state, String agent) {
            return add(
                    seconds,
                    Facts.about(id, Source.AGENT_EVENT)
                            .heardAt(time(seconds))
                            .agentState(state, time(seconds), agent)
                            .toContact());
        }

        LegTold record(long seconds, UnaryOperator<Statement> more) {
            return add(seconds, more.apply(new Statement(id, seconds)).said());
        }

        private LegTold event(long seconds, UnaryOperator<Facts> more) {
            return add(
                    seconds,
                    more.apply(Facts.about(id, Source.CONTACT_EVENT)
                                    .heardAt(time(seconds))
                                    .channel("VOICE", time(seconds))
                                    .initiationMethod(method)
                                    .initialContact(previous == null ? null : first())
                                    .previousContact(previous))
                            .toContact());
        }

        /// Of these stories the one that was told of first.
        private ContactId first() {
            return story.said.getFirst().contact().id();
        }

        private LegTold add(long seconds, Contact contact) {
            story.said.add(new Story.Said(seconds, contact));
            return this;
        }

        private static Moment moment(long seconds) {
            return Moment.exact(time(seconds));
        }

        private static Instant time(long seconds) {
            return NOON.plusSeconds(seconds);
        }
    }
}
