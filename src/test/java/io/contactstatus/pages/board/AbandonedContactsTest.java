package io.contactstatus.pages.board;

import static io.contactstatus.pages.Contacts.NOON;
import static io.contactstatus.pages.Contacts.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeast;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.contactstatus.contact.CallBack;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.contact.Source;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.CustomerKeys;
import io.contactstatus.store.Page;
import io.contactstatus.store.Retentions;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.CallBackView;
import io.contactstatus.visibility.VisibleInstances;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AbandonedContactsTest {

    private static final String PHONE = "+8190123456";

    private final ContactStore store = mock(ContactStore.class);
    private final AbandonedContacts abandoned = new AbandonedContacts(
            store,
            Retentions.ofOver(Duration.ofDays(1)),
            BoardTest.bound(Map.of("b.abandoned.rows", "3", "b.abandoned.refresh", "1ms")),
            Clock.fixed(NOON.plusSeconds(600), ZoneOffset.UTC));

    @BeforeEach
    void manyCallsAndAFewChatsWereGivenUp() {
        var calls = IntStream.range(0, 20).mapToObj(number -> left("call-" + number, "VOICE", number));
        var chats = IntStream.range(20, 22).mapToObj(number -> left("chat-" + number, "CHAT", number));
        when(store.abandoned(any(), anyInt()))
                .thenReturn(Stream.concat(calls, chats).toList());
        when(store.ofCustomer(any(), any(), any(), any(), anyInt(), any())).thenReturn(new Page<>(List.of(), null));
        abandoned.opened();
    }

    private static StoredContact left(String id, String channel, int customer) {
        var phone = PHONE + "%02d".formatted(customer);
        return stored(givenUp(id, channel).customerEndpoint(new Endpoint("TELEPHONE_NUMBER", phone), NOON), phone);
    }

    private static Facts givenUp(String id, String channel) {
        return Facts.about(new ContactId(id), Source.CONTACT_EVENT)
                .heardAt(NOON)
                .initiationMethod("INBOUND")
                .channel(channel, NOON)
                .initiated(Moment.exact(NOON))
                .enqueued(Moment.exact(NOON.plusSeconds(10)), "arn:queue/billing")
                .disconnected(Moment.exact(NOON.plusSeconds(60)));
    }

    private static StoredContact stored(Facts facts, @Nullable String phone) {
        return new StoredContact(
                facts.toContact(), 1, Instant.MAX, phone == null ? CustomerKeys.NONE : CustomerKeys.only(phone), null);
    }

    private void abandoned(StoredContact... contacts) {
        when(store.abandoned(any(), anyInt())).thenReturn(List.of(contacts));
    }

    @Test
    void listsNeitherTestsNorWhoLeftInTheFlow() {
        abandoned(
                stored(givenUp("test", "VOICE").synthetic(true), "+819000000001"),
                stored(
                        Facts.about(new ContactId("in-the-flow"), Source.CONTACT_EVENT)
                                .heardAt(NOON)
                                .initiationMethod("INBOUND")
                                .channel("VOICE", NOON)
                                .initiated(Moment.exact(NOON))
                                .disconnected(Moment.exact(NOON.plusSeconds(60))),
                        "+819000000002"),
                left("call", "VOICE", 3));

        var listed = abandoned
                .latest(contact -> true, any -> true, VisibleInstances.ALL)
                .contacts();

        assertThat(listed).extracting(one -> one.abandoned().contactId()).containsExactly("call");
        assertThat(listed.getFirst().abandoned().abandonment())
                .isEqualTo(new Snapshot.Abandonment(Snapshot.Abandonment.Place.QUEUE, 50));
    }

    @Test
    void findsThroughTheChainWhetherWhoHidesTheirNumberWasReached() {
        abandoned(stored(givenUp("hidden", "VOICE"), null));
        when(store.chain(any(), anyInt())).thenReturn(List.of(stored(givenUp("hidden", "VOICE"), null)));
        assertThat(followUp()).isEqualTo(FollowUp.UNKNOWN);

        var later = Facts.about(new ContactId("later"), Source.CONTACT_EVENT)
                .heardAt(NOON)
                .initiationMethod("INBOUND")
                .channel("VOICE", NOON)
                .initiated(Moment.exact(NOON.plusSeconds(90)))
                .connectedToAgent(Moment.exact(NOON.plusSeconds(100)));
        when(store.chain(any(), anyInt()))
                .thenReturn(List.of(stored(givenUp("hidden", "VOICE"), null), stored(later, null)));
        abandoned.changed(contact().id("hidden").from(null).seen());

        assertThat(followUp()).isEqualTo(FollowUp.TALKED_TO);
        verify(store, never()).ofCustomer(any(), any(), any(), any(), anyInt(), any());
    }

    @Test
    void seesACallbackThatWasBookedBeforeTheyGaveUp() {
        abandoned(left("call", "VOICE", 3));
        var callback = Facts.about(new ContactId("callback"), Source.CONTACT_EVENT)
                .heardAt(NOON)
                .initiationMethod("CALLBACK")
                .channel("VOICE", NOON)
                .initiated(Moment.exact(NOON.minusSeconds(600)))
                .enqueued(Moment.exact(NOON.minusSeconds(600)), "arn:queue/billing");
        customerHas(stored(callback, PHONE + "03"));
        assertThat(followUp()).isEqualTo(FollowUp.BEING_CALLED);

        callback.connectedToAgent(Moment.exact(NOON.plusSeconds(100)))
                .connectedToSystem(Moment.exact(NOON.plusSeconds(110)))
                .disconnected(Moment.exact(NOON.plusSeconds(200)));
        customerHas(stored(callback, PHONE + "03"));
        abandoned.changed(contact().id("callback").from(PHONE + "03").seen());
        assertThat(followUp()).isEqualTo(FollowUp.TALKED_TO);
    }

    @Test
    void aTaskThatAnAgentTookReachedNobody() {
        abandoned(left("call", "VOICE", 3));
        customerHas(stored(
                Facts.about(new ContactId("task"), Source.CONTACT_EVENT)
                        .heardAt(NOON)
                        .initiationMethod("API")
                        .channel("TASK", NOON)
                        .initiated(Moment.exact(NOON.plusSeconds(90)))
                        .connectedToAgent(Moment.exact(NOON.plusSeconds(100))),
                PHONE + "03"));

        assertThat(followUp()).isEqualTo(FollowUp.NOTHING);
    }

    @Test
    void nobodyWasReachedBeforeTheyGaveUp() {
        abandoned(left("call", "VOICE", 3));
        customerHas(stored(
                Facts.about(new ContactId("before"), Source.CONTACT_EVENT)
                        .heardAt(NOON)
                        .initiationMethod("INBOUND")
                        .channel("VOICE", NOON)
                        .initiated(Moment.exact(NOON.minusSeconds(300)))
                        .connectedToAgent(Moment.exact(NOON.minusSeconds(200)))
                        .disconnected(Moment.exact(NOON.minusSeconds(100))),
                PHONE + "03"));

        assertThat(followUp()).isEqualTo(FollowUp.NOTHING);
    }

    /// What the filter leaves of it, from where it is asked on.
    private void customerHas(StoredContact contact) {
        doAnswer(asked -> {
                    Instant from = asked.getArgument(1);
                    Predicate<StoredContact> wanted = asked.getArgument(3);
                    var started = contact.contact().snapshot().started();
                    var isThere = started != null && !started.isBefore(from) && wanted.test(contact);
                    return new Page<>(isThere ? List.of(contact) : List.of(), null);
                })
                .when(store)
                .ofCustomer(any(), any(), any(), any(), anyInt(), any());
    }

    private FollowUp followUp() {
        return abandoned
                .latest(contact -> true, any -> true, VisibleInstances.ALL)
                .contacts()
                .getFirst()
                .followUp();
    }

    @Test
    void looksForThoseWhoAreWantedAmongMoreThanItShows() {
        var chats = abandoned.latest(contact -> "CHAT".equals(contact.channel()), any -> true, VisibleInstances.ALL);

        assertThat(chats.contacts())
                .extracting(one -> one.abandoned().contactId())
                .containsExactly("chat-20", "chat-21");
        assertThat(chats.more()).isFalse();
        verify(store, times(2)).ofCustomer(any(), any(), any(), any(), anyInt(), any());

        var calls = abandoned.latest(contact -> true, any -> true, VisibleInstances.ALL);

        assertThat(calls.contacts()).hasSize(3);
        assertThat(calls.more()).isTrue();
    }

    @Test
    void asksAgainOnlyAfterTheCustomerOfWhomSomethingWasHeard() {
        abandoned.latest(contact -> true, any -> true, VisibleInstances.ALL);
        abandoned.changed(contact().from(PHONE + "01").connected().seen());

        abandoned.latest(contact -> true, any -> true, VisibleInstances.ALL);

        verify(store, times(1)).ofCustomer(eq(PHONE + "00"), any(), any(), any(), anyInt(), any());
        verify(store, times(2)).ofCustomer(eq(PHONE + "01"), any(), any(), any(), anyInt(), any());
        verify(store, times(2)).abandoned(any(), anyInt());
    }

    @Test
    void asksAgainWhenNoBoardWasOpenThatWouldHaveHeardOfChanges() {
        abandoned.latest(contact -> true, any -> true, VisibleInstances.ALL);
        abandoned.closed();

        await().untilAsserted(() -> {
            abandoned.latest(contact -> true, any -> true, VisibleInstances.ALL);
            verify(store, atLeast(2)).ofCustomer(eq(PHONE + "00"), any(), any(), any(), anyInt(), any());
        });
    }

    @Test
    void asksAgainWhenTheCustomerWasHeardOfUnderAnotherIdentifier() {
        abandoned.latest(contact -> true, any -> true, VisibleInstances.ALL);
        var other = contact().from("crm-1").furtherKey(PHONE + "01").connected().seen();

        assertThat(abandoned.concerns(null, other)).isTrue();
        abandoned.changed(other);
        abandoned.latest(contact -> true, any -> true, VisibleInstances.ALL);

        verify(store, times(1)).ofCustomer(eq(PHONE + "00"), any(), any(), any(), anyInt(), any());
        verify(store, times(2)).ofCustomer(eq(PHONE + "01"), any(), any(), any(), anyInt(), any());
    }

    @Test
    void listsACustomerOnceHoweverOftenTheyGaveUpAndHoweverTheyWereKnown() {
        var phone = new Endpoint("TELEPHONE_NUMBER", PHONE);
        abandoned(
                stored(givenUp("third", "VOICE").customerEndpoint(phone, NOON), PHONE),
                left("other", "VOICE", 7),
                new StoredContact(
                        givenUp("second", "VOICE").toContact(), 1, Instant.MAX, CustomerKeys.only("crm-1"), null),
                new StoredContact(
                        givenUp("first", "VOICE").toContact(),
                        1,
                        Instant.MAX,
                        new CustomerKeys("crm-1", List.of(PHONE)),
                        null));

        var listed = abandoned
                .latest(contact -> true, any -> true, VisibleInstances.ALL)
                .contacts();

        assertThat(listed)
                .extracting(one -> one.abandoned().contactId(), AbandonedContacts.FollowedUp::attempts)
                .containsExactly(tuple("third", 3), tuple("other", 1));
        assertThat(abandoned
                        .latest(contact -> true, one -> one.contactId().equals("second"), VisibleInstances.ALL)
                        .contacts())
                .extracting(one -> one.abandoned().contactId())
                .containsExactly("third");
    }

    @Test
    void tellsThatACustomerWasCalledInVain() {
        abandoned(left("call", "VOICE", 3));
        customerHas(stored(
                Facts.about(new ContactId("callback"), Source.CONTACT_EVENT)
                        .heardAt(NOON)
                        .initiationMethod("OUTBOUND")
                        .channel("VOICE", NOON)
                        .initiated(Moment.exact(NOON.plusSeconds(90)))
                        .disconnected(Moment.exact(NOON.plusSeconds(120))),
                PHONE + "03"));

        var listed = abandoned
                .latest(contact -> true, any -> true, VisibleInstances.ALL)
                .contacts()
                .getFirst();

        assertThat(listed.followUp()).isEqualTo(FollowUp.TRIED);
        assertThat(listed.tried()).isEqualTo(1);
    }

    @Test
    void aCallbackThatExpiredBeforeItWasDialledIsNoCall() {
        abandoned(left("call", "VOICE", 3));
        customerHas(stored(
                Facts.about(new ContactId("callback"), Source.CONTACT_EVENT)
                        .heardAt(NOON)
                        .initiationMethod("CALLBACK_CUSTOMER_FIRST_QUEUED")
                        .channel("VOICE", NOON)
                        .initiated(Moment.exact(NOON.plusSeconds(90)))
                        .enqueued(Moment.exact(NOON.plusSeconds(90)), "arn:queue/billing")
                        .disconnected(Moment.exact(NOON.plusSeconds(120)))
                        .disconnectReason("EXPIRED", NOON.plusSeconds(120)),
                PHONE + "03"));

        assertThat(followUp()).isEqualTo(FollowUp.NOTHING);
    }

    @Test
    void aClaimHoldsWhenTheCustomerRingsAgain() {
        var until = NOON.plusSeconds(900);
        var at = NOON.plusSeconds(20);
        theyGaveUpAgainAfter(new CallBack(CallBack.State.ASSIGNED, "mori", until), at);

        assertThat(agreed()).isEqualTo(new CallBackView(CallBack.State.ASSIGNED, "mori", at, until));
    }

    @Test
    void whoGaveUpAgainAfterTheyWereCalledBackIsToBeCalledBackOnceMore() {
        var done = new CallBack(CallBack.State.DONE, "mori", null);

        theyGaveUpAgainAfter(done, NOON.plusSeconds(20));
        assertThat(agreed()).isNull();

        abandoned.changed(contact().id("first").from(PHONE).seen());
        theyGaveUpAgainAfter(done, NOON.plusSeconds(70));
        assertThat(agreed()).isEqualTo(new CallBackView(CallBack.State.DONE, "mori", NOON.plusSeconds(70), null));
    }

    /// The last time a minute after noon.
    private void theyGaveUpAgainAfter(CallBack agreed, Instant at) {
        var phone = new Endpoint("TELEPHONE_NUMBER", PHONE);
        abandoned(
                stored(givenUp("again", "VOICE").customerEndpoint(phone, NOON), PHONE),
                stored(givenUp("first", "VOICE").customerEndpoint(phone, NOON).callBack(agreed, at), PHONE));
    }

    private @Nullable CallBackView agreed() {
        return abandoned
                .latest(contact -> true, any -> true, VisibleInstances.ALL)
                .contacts()
                .getFirst()
                .callBack();
    }

    @Test
    void looksForFollowUpsByAllKeysOfTheAttempts() {
        abandoned(
                new StoredContact(
                        givenUp("second", "VOICE").toContact(), 1, Instant.MAX, CustomerKeys.only("crm-1"), null),
                new StoredContact(
                        givenUp("first", "VOICE").toContact(),
                        1,
                        Instant.MAX,
                        new CustomerKeys("crm-1", List.of(PHONE)),
                        null));

        abandoned.latest(contact -> true, any -> true, VisibleInstances.ALL);

        verify(store, times(1)).ofCustomer(eq("crm-1"), any(), any(), any(), anyInt(), any());
        verify(store, times(1)).ofCustomer(eq(PHONE), any(), any(), any(), anyInt(), any());
    }

    @Test
    void isConcernedByWhateverItShows() {
        var before = contact().abandoned().seen();

        assertThat(abandoned.concerns(null, before)).isTrue();
        assertThat(abandoned.concerns(contact().seen(), before)).isTrue();
        assertThat(abandoned.concerns(before, contact().seen())).isTrue();
        assertThat(abandoned.concerns(before, contact().abandoned().seen())).isFalse();
        assertThat(abandoned.concerns(before, contact().abandoned().from(null).seen()))
                .isTrue();
        assertThat(abandoned.concerns(
                        before, contact().abandoned().queue("Sales").seen()))
                .isTrue();
        assertThat(abandoned.concerns(null, contact().seen())).isFalse();
    }
}
