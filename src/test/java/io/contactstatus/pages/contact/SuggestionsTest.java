package io.contactstatus.pages.contact;

import static io.contactstatus.pages.Contacts.NOON;
import static io.contactstatus.pages.Contacts.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.ArgumentMatchers.isNull;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import io.contactstatus.live.Audience;
import io.contactstatus.live.Feed;
import io.contactstatus.live.LiveSnapshot;
import io.contactstatus.masking.Veil;
import io.contactstatus.names.LearntNames;
import io.contactstatus.pages.SearchTerm;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.CustomerKeys;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.Page;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SuggestionsTest {

    private static final StoredContact GONE = new StoredContact(
            Facts.about(new ContactId("gone-1"), Source.CONTACT_EVENT)
                    .heardAt(NOON)
                    .initiated(Moment.exact(NOON))
                    .disconnected(Moment.exact(NOON))
                    .toContact(),
            1,
            NOON,
            CustomerKeys.NONE,
            null);

    private final Map<ContactId, StoredContact> kept = new HashMap<>();
    private final MovingClock clock = new MovingClock(NOON);
    private final ContactStore store = mock(ContactStore.class);
    private final Suggestions suggestions = new Suggestions(
            new Live(List.of(
                    contact().id("call").from("+819012341357").seen(),
                    contact().id("chat").from("card-1357").seen(),
                    contact().id("short").from("1357").seen())),
            new AbandonedToday(store, new ConnectInstances(List.of()), clock),
            new LearntNames());

    private record Live(List<ContactSummaryView> contacts) implements Feed<ContactSummaryView> {

        @Override
        public LiveSnapshot<ContactSummaryView> snapshot(VisibleInstances visible) {
            return new LiveSnapshot<>(
                    "1",
                    contacts.stream()
                            .filter(one -> visible.include(one.instanceId()))
                            .toList());
        }

        @Override
        public void follow(
                Audience<ContactSummaryView> audience,
                VisibleInstances visible,
                @Nullable String after,
                HttpServletResponse response) {
            throw new UnsupportedOperationException();
        }
    }

    @BeforeEach
    void oneGaveUp() {
        gaveUp(List.of(GONE));
    }

    @Test
    void lastDigitsFindOnlyWhatTheirMaskShowsToThoseWhoSeeMasks() {
        assertThat(found("1357", VisibleInstances.ALL, Veil.DRAWN)).containsExactly("call");
        assertThat(found("1357", VisibleInstances.ALL, Veil.LIFTED)).containsExactly("call", "chat", "short");
    }

    @Test
    void whoIsLimitedToAnotherInstanceIsGivenNothing() {
        var other = VisibleInstances.only("another");

        assertThat(found("1357", other, Veil.LIFTED)).isEmpty();
        assertThat(found("gone", other, Veil.LIFTED)).isEmpty();
        assertThat(found("gone", VisibleInstances.ALL, Veil.LIFTED)).containsExactly("gone-1");
    }

    @Test
    void thoseWhoGaveUpAreStillThereWhenTheStoreIsAway() {
        var away = mock(StoreUnavailable.class);
        assertThat(found("gone", VisibleInstances.ALL, Veil.DRAWN)).isNotEmpty();
        when(store.abandoned(any(), anyInt(), any())).thenThrow(away);
        clock.pass(Duration.ofMinutes(1));

        assertThat(found("gone", VisibleInstances.ALL, Veil.DRAWN)).containsExactly("gone-1");
    }

    @Test
    void whoGaveUpInTheMorningOfABusyDayIsFoundInTheEvening() {
        gaveUp(IntStream.range(0, 3_000)
                .mapToObj(number -> gone("busy-" + number, "+8190%08d".formatted(number), NOON.minusSeconds(number)))
                .toList());

        await().untilAsserted(() ->
                assertThat(found("busy-2999", VisibleInstances.ALL, Veil.DRAWN)).containsExactly("busy-2999"));
        assertThat(found("2998", VisibleInstances.ALL, Veil.DRAWN)).containsExactly("busy-2998");
        verify(store, times(6)).abandoned(any(), anyInt(), any());
        clock.pass(Duration.ofMinutes(1));
        gaveUp(List.of(gone("busy-new", "+819000004321", NOON.plusSeconds(40)), gone("busy-0", "+1", NOON)));

        assertThat(found("busy-new", VisibleInstances.ALL, Veil.DRAWN)).containsExactly("busy-new");
        assertThat(found("busy-2999", VisibleInstances.ALL, Veil.DRAWN)).containsExactly("busy-2999");
        // Not listed any more.
        assertThat(found("busy-17", VisibleInstances.ALL, Veil.DRAWN)).doesNotContain("busy-17");
        verify(store).abandoned(eq(NOON.minus(Duration.ofMinutes(5))), anyInt(), isNull());
    }

    @Test
    void whoWasErasedMeanwhileIsNotSuggested() {
        assertThat(found("gone", VisibleInstances.ALL, Veil.DRAWN)).containsExactly("gone-1");
        doReturn(List.of()).when(store).findAll(any());

        assertThat(found("gone", VisibleInstances.ALL, Veil.DRAWN)).isEmpty();
    }

    private static StoredContact gone(String id, String number, Instant at) {
        return new StoredContact(
                Facts.about(new ContactId(id), Source.CONTACT_EVENT)
                        .heardAt(at)
                        .initiated(Moment.exact(at.minusSeconds(20)))
                        .customerEndpoint(new Endpoint("TELEPHONE_NUMBER", number), at)
                        .disconnected(Moment.exact(at))
                        .toContact(),
                1,
                NOON,
                CustomerKeys.only(number),
                null);
    }

    /// Page by page, as they are asked for.
    private void gaveUp(List<StoredContact> all) {
        doAnswer(asked -> {
                    String position = asked.getArgument(2);
                    int limit = asked.getArgument(1);
                    var from = position == null ? 0 : Integer.parseInt(position);
                    var until = Math.min(all.size(), from + limit);
                    return new Page<>(all.subList(from, until), until < all.size() ? String.valueOf(until) : null);
                })
                .when(store)
                .abandoned(any(), anyInt(), any());
        all.forEach(one -> kept.put(one.contact().id(), one));
        doAnswer(asked -> asked.<Collection<ContactId>>getArgument(0).stream()
                        .map(kept::get)
                        .filter(Objects::nonNull)
                        .toList())
                .when(store)
                .findAll(any());
    }

    @ParameterizedTest
    @ValueSource(strings = {"361A", "Agent …361a", "エージェント …361a", "9c1e", "Queue\u00a0…9c1e"})
    void whoHasNoNameIsFoundByWhatThePagesShowInstead(String typed) {
        var nameless = new Live(List.of(
                contact()
                        .id("call")
                        .agent(null)
                        .agentId("agent-361a")
                        .queue(null)
                        .queueId("queue-9c1e")
                        .seen(),
                contact().id("other").agent("jane-361a-not").seen()));
        var among = new Suggestions(
                nameless, new AbandonedToday(store, new ConnectInstances(List.of()), clock), new LearntNames());

        assertThat(among.of(SearchTerm.of(typed), VisibleInstances.ALL, Veil.DRAWN, true))
                .extracting(ContactSummaryView::contactId)
                .contains("call")
                .doesNotContain("gone-1");
    }

    private List<String> found(String word, VisibleInstances visible, Veil veil) {
        return suggestions.of(SearchTerm.of(word), visible, veil, true).stream()
                .map(ContactSummaryView::contactId)
                .toList();
    }
}
