package io.contactstatus.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Source;
import io.contactstatus.live.LiveSnapshot;
import io.contactstatus.masking.Veil;
import io.contactstatus.names.LearntNames;
import io.contactstatus.store.CustomerKeys;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.ContactFilter;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.StaleProperties;
import io.contactstatus.view.Staleness;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ContactAudienceTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Duration LIMIT = Duration.ofHours(2);

    private final MovingClock clock = new MovingClock(NOON);
    private final Staleness staleness =
            new Staleness(new StaleProperties(LIMIT, LIMIT, LIMIT, LIMIT, Duration.ofDays(15)), clock);
    private final JsonMapper json = new JsonMapper();

    @Test
    void hearsOfFreshOnesAndOfNewsThatMakesOneFresh() {
        var audience = audience(null, Leg.CUSTOMER, false);
        var before = call("INBOUND", NOON, false);
        clock.pass(Duration.ofHours(3));

        assertThat(audience.wants(before, call("INBOUND", clock.instant(), false)))
                .isTrue();
        assertThat(audience.wants(null, call("INBOUND", clock.instant(), false)))
                .isTrue();
        assertThat(audience.wants(null, call("INBOUND", NOON, false)))
                .as("stale already")
                .isFalse();
    }

    @Test
    void hearsOfTheEndOfOneThatHasBecomeStaleMeanwhile() {
        var audience = audience(null, Leg.CUSTOMER, false);
        var before = call("INBOUND", NOON, false);
        clock.pass(Duration.ofHours(3));

        assertThat(audience.wants(before, call("INBOUND", NOON.plusSeconds(60), true)))
                .isTrue();
    }

    @Test
    void thoseWhoFollowTheStaleOnesHearOnceThatTheyAreNotAnyMore() {
        var audience = audience(null, Leg.CUSTOMER, true);
        var before = call("INBOUND", NOON, false);
        clock.pass(Duration.ofHours(3));
        var after = call("INBOUND", clock.instant(), false);

        assertThat(audience.wants(before, after)).isTrue();
        assertThat(audience.changed(before, after).getFirst().data()).contains("\"stale\":false");
        assertThat(audience.wants(after, call("INBOUND", clock.instant(), true)))
                .isFalse();
    }

    @Test
    void isShownStaleOnesApart() {
        var stale = call("INBOUND", NOON, false);
        clock.pass(Duration.ofHours(3));
        var fresh = call("INBOUND", clock.instant(), false);
        var snapshot = new LiveSnapshot<>("1", List.of(stale, fresh));

        assertThat(shown(audience(null, Leg.CUSTOMER, false), snapshot)).containsExactly(false);
        assertThat(shown(audience(null, Leg.CUSTOMER, true), snapshot)).containsExactly(true);
        assertThat(shown(audience(null, null, null), snapshot)).containsExactly(true, false);
    }

    @Test
    void isToldOfPhasesAndLegsThatItAskedFor() {
        var call = call("INBOUND", NOON, false);
        var monitor = call("MONITOR", NOON, false);

        assertThat(audience(null, Leg.CUSTOMER, false).wants(null, call)).isTrue();
        assertThat(audience(null, Leg.CUSTOMER, false).wants(null, monitor)).isFalse();
        assertThat(audience(null, Leg.MONITOR, false).wants(null, monitor)).isTrue();
        assertThat(audience(Phase.Kind.FLOW, Leg.CUSTOMER, false).wants(null, call))
                .isTrue();
        assertThat(audience(Phase.Kind.QUEUE, Leg.CUSTOMER, false).wants(null, call))
                .isFalse();
        assertThat(audience(Phase.Kind.FLOW, Leg.CUSTOMER, false).wants(call, call("INBOUND", NOON, true)))
                .as("leaves the phase")
                .isTrue();
    }

    private static List<Boolean> shown(ContactAudience audience, LiveSnapshot<ContactSummaryView> snapshot) {
        return audience.reset(snapshot).stream()
                .filter(event -> event.name().equals("contact"))
                .map(event -> event.data().contains("\"stale\":true"))
                .toList();
    }

    private ContactAudience audience(Phase.@Nullable Kind phase, @Nullable Leg leg, @Nullable Boolean stale) {
        var filter = new ContactFilter(null, null, null, null, null, null, null, null, phase, leg, null);
        return new ContactAudience(
                filter, null, stale, Veil.LIFTED, new ContactViews(staleness, new LearntNames()), staleness, json);
    }

    private static ContactSummaryView call(String method, Instant at, boolean over) {
        var facts = Facts.about(new ContactId("call-" + method + at), Source.CONTACT_EVENT)
                .heardAt(at)
                .initiated(Moment.exact(NOON))
                .channel("VOICE", at)
                .initiationMethod(method)
                .disconnected(over ? Moment.exact(at) : null);
        return ContactSummaryView.of(new StoredContact(facts.toContact(), 1, at, CustomerKeys.NONE, null), Veil.LIFTED);
    }
}
