package io.contactstatus.view;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.masking.Veil;
import io.contactstatus.store.CustomerKeys;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.StoredContact;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StalenessTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00.123Z");
    private static final String QUEUE = "arn:aws:connect:eu-west-2:111122223333:instance/i/queue/billing";

    private final StaleProperties limits = new StaleProperties(
            Duration.ofHours(2), Duration.ofHours(24), Duration.ofHours(24), Duration.ofHours(24), Duration.ofDays(15));
    private final MovingClock clock = new MovingClock(NOON);
    private final Staleness staleness = new Staleness(limits, clock);

    @ParameterizedTest
    @CsvSource({
        "VOICE, INBOUND, PT2H",
        "CHAT, API, PT24H",
        "TASK, API, PT24H",
        "EMAIL, INBOUND, PT24H",
        "VOICE, CALLBACK, P15D",
    })
    void aLiveOneIsStaleWhenItWasSilentForLongerThanItsLimit(String channel, String method, Duration limit) {
        var waiting = contact(channel, method, it -> it.enqueued(Moment.exact(NOON), QUEUE));

        assertThat(staleness.staleFrom(summary(waiting))).isEqualTo(NOON.plus(limit));
        clock.pass(limit);
        assertThat(isStale(waiting)).isFalse();
        clock.pass(Duration.ofMillis(1));
        assertThat(isStale(waiting)).isTrue();

        var over = contact(channel, method, it -> it.disconnected(Moment.exact(NOON)));
        assertThat(staleness.staleFrom(summary(over))).isNull();
        assertThat(isStale(over)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"VOICE, CALLBACK, P15D", "TASK, API, PT24H"})
    void aScheduledOneIsSilentFromItsTimeOn(String channel, String method, Duration limit) {
        var due = NOON.plus(Duration.ofDays(3));
        var scheduled = contact(channel, method, it -> it.scheduled(due, NOON));

        assertThat(staleness.staleFrom(summary(scheduled))).isEqualTo(due.plus(limit));
    }

    @Test
    void aScheduledOneThatWasHeardOfSinceIsSilentFromThenOn() {
        var due = NOON.plus(Duration.ofDays(3));
        var later = due.plusSeconds(60);
        var task = contact(
                "TASK", "API", it -> it.scheduled(due, NOON).heardAt(later).enqueued(Moment.exact(later), QUEUE));

        assertThat(staleness.staleFrom(summary(task))).isEqualTo(later.plus(Duration.ofHours(24)));
    }

    @Test
    void aCallbackThatRingsIsACall() {
        var ringing = contact(
                "VOICE",
                "CALLBACK",
                it -> it.enqueued(Moment.exact(NOON.minusSeconds(60)), QUEUE)
                        .agentState("INCOMING", NOON, "arn:agent"));

        assertThat(summary(ringing).phase()).isEqualTo(Phase.Kind.RINGING);
        assertThat(staleness.staleFrom(summary(ringing))).isEqualTo(NOON.plus(Duration.ofHours(2)));
    }

    @Test
    void oneWithoutAnyTimeNeverIs() {
        var untimed = new StoredContact(
                Facts.about(new ContactId("untimed"), Source.FLOW_EVENT)
                        .customerId("C", Stamp.UNTIMED)
                        .toContact(),
                1,
                NOON,
                CustomerKeys.NONE,
                null);

        clock.pass(Duration.ofDays(900));

        assertThat(isStale(untimed)).isFalse();
    }

    @Test
    void isToldWhenAnsweringOnly() {
        var call = contact("VOICE", "INBOUND", it -> it);
        clock.pass(Duration.ofHours(3));

        var kept = summary(call);
        assertThat(kept.flags().stale()).isFalse();
        assertThat(staleness.now(kept).flags().stale()).isTrue();
        assertThat(staleness.now(kept).flags().asStale()).isEqualTo(kept.flags().asStale());
        assertThat(ContactView.of(call, Veil.LIFTED, staleness).flags().stale()).isTrue();
        assertThat(ContactView.of(call, Veil.LIFTED, staleness).version()).isEqualTo(call.version());
    }

    @Test
    void aConsultationStandsWhereTheLegBeforeItStands() {
        var call = summary(contact("VOICE", "INBOUND", it -> it));
        clock.pass(Duration.ofHours(3));
        var consultation = consultation(call.contactId());
        var legs = Map.of(call.contactId(), call);

        assertThat(consultation.leg()).isEqualTo(Leg.CONSULT);
        assertThat(staleness.isStale(consultation)).isFalse();
        assertThat(staleness.isAmongStale(consultation, legs::get)).isTrue();
        assertThat(staleness.isAmongStale(consultation, id -> null)).isFalse();
    }

    /// Of an agent with another one, about a call.
    private ContactSummaryView consultation(String callId) {
        var id = new ContactId("consultation");
        var call = Facts.about(new ContactId(callId), Source.CONTACT_EVENT)
                .heardAt(NOON)
                .initiated(Moment.exact(NOON))
                .channel("VOICE", NOON)
                .initiationMethod("INBOUND")
                .connectedToAgent(Moment.exact(NOON.plusSeconds(5)))
                .agent("arn:agent", NOON.plusSeconds(5))
                .toContact();
        var consultation = Facts.about(id, Source.CONTACT_EVENT)
                .heardAt(clock.instant())
                .initiated(Moment.exact(clock.instant()))
                .channel("VOICE", clock.instant())
                .initiationMethod("TRANSFER")
                .initialContact(call.id())
                .previousContact(call.id())
                .toContact();
        call = call.join(Objects.requireNonNull(consultation.told().get(call.id())));
        var told = Objects.requireNonNull(call.told().get(id));
        return summary(new StoredContact(consultation.join(told), 1, NOON, CustomerKeys.NONE, null));
    }

    private boolean isStale(StoredContact contact) {
        var inASummary = staleness.isStale(summary(contact));
        assertThat(ContactView.of(contact, Veil.LIFTED, staleness).flags().stale())
                .isEqualTo(inASummary);
        return inASummary;
    }

    private static ContactSummaryView summary(StoredContact contact) {
        return ContactSummaryView.of(contact, Veil.LIFTED);
    }

    private static StoredContact contact(@Nullable String channel, String method, UnaryOperator<Facts> more) {
        var facts = Facts.about(new ContactId("contact"), Source.CONTACT_EVENT)
                .heardAt(NOON)
                .initiated(Moment.exact(NOON.minusSeconds(90)))
                .channel(channel, NOON)
                .initiationMethod(method);
        return new StoredContact(more.apply(facts).toContact(), 17, NOON, CustomerKeys.NONE, null);
    }
}
