package io.contactstatus.pages;

import static io.contactstatus.pages.Contacts.NOON;
import static io.contactstatus.pages.Contacts.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.Page;
import io.contactstatus.store.StoredContact;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AbandonedContactsTest {

    private static final String PHONE = "+8190123456";

    private final ContactStore store = mock(ContactStore.class);
    private final AbandonedContacts abandoned = new AbandonedContacts(
            store,
            BoardTest.bound(Map.of("b.abandoned.rows", "3", "b.abandoned.refresh", "1ms")),
            Clock.fixed(NOON.plusSeconds(600), ZoneOffset.UTC));

    @BeforeEach
    void manyCallsAndAFewChatsWereGivenUp() {
        var calls = IntStream.range(0, 20).mapToObj(number -> left("call-" + number, "VOICE", number));
        var chats = IntStream.range(20, 22).mapToObj(number -> left("chat-" + number, "CHAT", number));
        when(store.abandoned(any(), anyInt()))
                .thenReturn(Stream.concat(calls, chats).toList());
        when(store.ofCustomer(any(), any(), any(), any(), anyInt(), any())).thenReturn(new Page<>(List.of(), null));
    }

    private static StoredContact left(String id, String channel, int customer) {
        var phone = PHONE + "%02d".formatted(customer);
        return new StoredContact(
                Facts.about(new ContactId(id), Source.CONTACT_EVENT)
                        .heardAt(NOON)
                        .initiationMethod("INBOUND")
                        .channel(channel, NOON)
                        .initiated(Moment.exact(NOON))
                        .customerEndpoint(new Endpoint("TELEPHONE_NUMBER", phone), NOON)
                        .disconnected(Moment.exact(NOON.plusSeconds(60)))
                        .toContact(),
                1,
                Instant.MAX,
                phone,
                null);
    }

    @Test
    void looksForThoseWhoAreWantedAmongMoreThanItShows() {
        var chats = abandoned.latest(contact -> "CHAT".equals(contact.channel()));

        assertThat(chats.contacts())
                .extracting(one -> one.contact().contactId())
                .containsExactly("chat-20", "chat-21");
        assertThat(chats.more()).isFalse();
        verify(store, times(2)).ofCustomer(any(), any(), any(), any(), anyInt(), any());

        var calls = abandoned.latest(contact -> true);

        assertThat(calls.contacts()).hasSize(3);
        assertThat(calls.more()).isTrue();
    }

    @Test
    void asksAgainOnlyAfterTheCustomerOfWhomSomethingWasHeard() {
        abandoned.latest(contact -> true);
        abandoned.changed(contact().from(PHONE + "01").connected().seen());

        abandoned.latest(contact -> true);

        verify(store, times(1)).ofCustomer(eq(PHONE + "00"), any(), any(), any(), anyInt(), any());
        verify(store, times(2)).ofCustomer(eq(PHONE + "01"), any(), any(), any(), anyInt(), any());
        verify(store, times(2)).abandoned(any(), anyInt());
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
