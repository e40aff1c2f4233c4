package io.contactstatus.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import io.contactstatus.audit.AuditTrail;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.Source;
import io.contactstatus.names.LearntNames;
import io.contactstatus.problems.InvalidParameter;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.TestStores;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.CursorProperties;
import io.contactstatus.view.Cursors;
import io.contactstatus.view.StaleProperties;
import io.contactstatus.view.Staleness;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class EndedContactListTest {

    /// DynamoDB Local deletes what has expired by the real clock.
    private static final Instant NOON = Instant.parse("2046-01-05T12:00:00Z");

    private static final String INSTANCE = "arn:aws:connect:eu-west-2:123456789012:instance/tokyo";
    private static final Duration LIMIT = Duration.ofHours(2);

    private final MovingClock clock = new MovingClock(NOON);
    private final MockHttpServletRequest request = new MockHttpServletRequest();

    private EndedContactList list(TestStores stores) {
        var instances = new ConnectInstances(List.of());
        var names = new LearntNames();
        var staleness = new Staleness(new StaleProperties(LIMIT, LIMIT, LIMIT, LIMIT, LIMIT), clock);
        VisibleInstances.ALL.decideFor(request);
        return new EndedContactList(
                new VisibleContacts(stores.contacts()),
                stores.queues(),
                instances,
                new Cursors(new CursorProperties(null)),
                new ContactViews(staleness, names),
                names,
                mock(AuditTrail.class),
                clock);
    }

    private TestStores listingChanges() {
        return TestStores.listingChanges(
                LocalDynamoDb.shared().client(), LocalDynamoDb.freshPrefix(), new SimpleMeterRegistry(), clock);
    }

    private void hear(TestStores stores, String id, UnaryOperator<Facts> more) {
        var at = clock.instant();
        stores.contacts()
                .join(more.apply(Facts.about(new ContactId(id), Source.CONTACT_EVENT)
                                .heardAt(at)
                                .channel("VOICE", at))
                        .toContact());
    }

    /// @param queue null for none
    private void call(TestStores stores, String id, @Nullable String queue) {
        var began = Moment.exact(clock.instant());
        hear(stores, id, it -> it.initiated(began).initiationMethod("INBOUND").instance(INSTANCE, clock.instant()));
        if (queue != null) {
            var arn = INSTANCE + "/queue/" + queue;
            hear(stores, id, it -> it.enqueued(began, arn).queue(arn, clock.instant()));
        }
        clock.pass(Duration.ofSeconds(7));
        var ended = Moment.exact(clock.instant());
        hear(stores, id, it -> it.disconnected(ended).disconnectReason("CUSTOMER_DISCONNECT", clock.instant()));
    }

    private static EndedContactList.Asked asked(
            @Nullable String queue, @Nullable Outcome outcome, @Nullable String from) {
        return new EndedContactList.Asked(queue, null, null, outcome, null, from, null);
    }

    private List<String> changed(EndedContactList list, EndedContactList.Asked asked) {
        var ids = new ArrayList<String>();
        String cursor = null;
        do {
            var page = list.changed(asked, NOON.toString(), 2, cursor, request);
            page.items().stream().map(ContactSummaryView::contactId).forEach(ids::add);
            assertThat(page.items())
                    .allSatisfy(one -> assertThat(one.changedAt()).isNotNull());
            cursor = page.nextCursor();
        } while (cursor != null);
        return ids;
    }

    @Test
    void whatHasChangedIsToldPageByPageTheOldestChangeFirst() {
        var stores = listingChanges();
        call(stores, "in-the-flow", null);
        call(stores, "billing", "billing");
        call(stores, "orders", "orders");
        clock.pass(Duration.ofMinutes(5));
        var list = list(stores);

        assertThat(changed(list, asked(null, null, null))).containsExactly("in-the-flow", "billing", "orders");
        assertThat(changed(list, asked("orders", null, null))).containsExactly("orders");
        assertThat(changed(list, asked(null, Outcome.LEFT_IN_FLOW, null))).containsExactly("in-the-flow");
        assertThat(changed(list, asked("nobody's", null, null))).isEmpty();
    }

    @Test
    void whoEndedInNoQueueIsListedToo() {
        var stores = listingChanges();
        call(stores, "in-the-flow", null);
        call(stores, "billing", "billing");

        assertThat(list(stores).page(asked(null, null, null), 10, null, request).items())
                .extracting(ContactSummaryView::contactId)
                .containsExactly("billing", "in-the-flow");
    }

    @Test
    void changesAreRefusedWhereTheyAreNotKeptAndBesideATimeOfTheirOwn() {
        var silent = list(TestStores.over(
                LocalDynamoDb.shared().client(), LocalDynamoDb.freshPrefix(), new SimpleMeterRegistry(), clock));
        var keeping = list(listingChanges());

        assertThatThrownBy(() -> silent.changed(asked(null, null, null), NOON.toString(), 2, null, request))
                .isInstanceOfSatisfying(
                        InvalidParameter.class,
                        refused -> assertThat(refused.field()).isEqualTo("changedSince"));
        assertThatThrownBy(() -> keeping.changed(asked(null, null, "2046-01-05T00:00:00Z"), "x", 2, null, request))
                .isInstanceOfSatisfying(
                        InvalidParameter.class,
                        refused -> assertThat(refused.field()).isEqualTo("from"));
        assertThatThrownBy(() -> keeping.changed(asked(null, null, null), "Tanaka", 2, null, request))
                .isInstanceOfSatisfying(
                        InvalidParameter.class,
                        refused -> assertThat(refused.field()).isEqualTo("changedSince"));
    }
}
