package io.contactstatus.pages.card;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class FreshnessTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final ContactId ID = new ContactId("call-1");

    @Test
    void aCallThatIsGoingOnIsUpToDate() {
        var call = event(it -> it.initiated(Moment.exact(NOON)).initiationMethod("INBOUND"))
                .join(log());

        assertThat(remarks(call, NOON.plusSeconds(30))).containsExactly("following");
    }

    @Test
    void theRecordIsAwaitedForSomeMinutesAfterTheEndAndOverdueFromThenOn() {
        var call = event(it -> it.initiated(Moment.exact(NOON)).disconnected(Moment.exact(NOON.plusSeconds(60))))
                .join(log());

        assertThat(remarks(call, NOON.plusSeconds(120))).containsExactly("record-awaited");
        var later = Freshness.of(call.snapshot(), false, NOON.plus(Duration.ofHours(1)))
                .remarks();
        assertThat(later).singleElement().satisfies(remark -> {
            assertThat(remark.key()).isEqualTo("record-overdue");
            assertThat(remark.since()).isEqualTo(NOON.plusSeconds(60).plus(Duration.ofMinutes(15)));
        });
    }

    @Test
    void anAgentWithoutAgentEventsMakesOneWonderWhetherTheyAreConnected() {
        var call = event(it -> it.initiated(Moment.exact(NOON)).connectedToAgent(Moment.exact(NOON.plusSeconds(20))))
                .join(log());

        assertThat(remarks(call, NOON.plusSeconds(30))).containsExactly("no-agent-event");
    }

    @Test
    void aContactThatOnlyALogSpokeOfHasNoContactEvent() {
        assertThat(remarks(log(), NOON.plusSeconds(30))).containsExactly("no-contact-event");
    }

    @Test
    void aContactThatIsStaleIsSilentSinceItWasLastHeardOf() {
        var call =
                event(it -> it.initiated(Moment.exact(NOON.minusSeconds(60)))).join(log());

        assertThat(Freshness.of(call.snapshot(), true, NOON.plus(Duration.ofHours(3)))
                        .remarks())
                .containsExactly(new Freshness.Remark("silent", "warn", NOON));
        assertThat(remarks(call, NOON.plus(Duration.ofHours(3)))).containsExactly("following");
    }

    @Test
    void everyUsualSourceIsNamedWhetherItSpokeOrNot() {
        var voices = Freshness.of(log().snapshot(), false, NOON).sources();

        assertThat(voices.stream().filter(Freshness.LastHeard::heard).map(Freshness.LastHeard::source))
                .containsExactly(Source.FLOW_LOG);
        assertThat(voices.stream().map(Freshness.LastHeard::source))
                .containsExactly(Source.CONTACT_RECORD, Source.CONTACT_EVENT, Source.AGENT_EVENT, Source.FLOW_LOG);
    }

    private static List<String> remarks(Contact contact, Instant now) {
        return Freshness.of(contact.snapshot(), false, now).remarks().stream()
                .map(Freshness.Remark::key)
                .toList();
    }

    private static Contact event(UnaryOperator<Facts> more) {
        return more.apply(Facts.about(ID, Source.CONTACT_EVENT).heardAt(NOON)).toContact();
    }

    private static Contact log() {
        return Facts.about(ID, Source.FLOW_LOG).heardAt(NOON).toContact();
    }
}
