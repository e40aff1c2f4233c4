package io.contactstatus.web;

import io.contactstatus.contact.Leg;
import io.contactstatus.live.Audience;
import io.contactstatus.live.LiveSnapshot;
import io.contactstatus.live.ServerEvent;
import io.contactstatus.masking.Veil;
import io.contactstatus.view.ContactFilter;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.Staleness;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// API clients of `/live/contacts` with the same filter and rights.
///
/// @param active only live ones, or only those that are over; null for both
/// @param stale only stale ones, or only the others; null for both
record ContactAudience(
        ContactFilter filter,
        @Nullable Boolean active,
        @Nullable Boolean stale,
        Veil veil,
        ContactViews answers,
        Staleness staleness,
        JsonMapper json)
        implements Audience<ContactSummaryView> {

    @Override
    public boolean wants(@Nullable ContactSummaryView before, ContactSummaryView after) {
        return (admits(after) && isWhereWanted(staleness.isStale(after))) || (before != null && mayHaveSeen(before));
    }

    /// A contact becomes stale without an event, so clients may show one that is stale by now.
    private boolean mayHaveSeen(ContactSummaryView before) {
        return admits(before) && (!Boolean.TRUE.equals(stale) || staleness.isStale(before));
    }

    @Override
    public List<ServerEvent> changed(@Nullable ContactSummaryView before, ContactSummaryView after) {
        return List.of(event(after));
    }

    @Override
    public List<ServerEvent> reset(LiveSnapshot<ContactSummaryView> snapshot) {
        var legs = legs(snapshot);
        var wanted = snapshot.items().stream()
                .filter(contact -> admits(contact) && isWhereWanted(staleness.isAmongStale(contact, legs)))
                .toList();
        return new SnapshotEvents<>(wanted, this::event);
    }

    /// All live contacts by id, to look up the leg before a consultation; none where the filter admits no
    /// consultations.
    private Function<String, @Nullable ContactSummaryView> legs(LiveSnapshot<ContactSummaryView> snapshot) {
        var isNeeded = stale != null && (filter.leg() == null || filter.leg() == Leg.CONSULT);
        Map<String, ContactSummaryView> byId = isNeeded
                ? snapshot.items().stream()
                        .collect(Collectors.toMap(ContactSummaryView::contactId, Function.identity()))
                : Map.of();
        return byId::get;
    }

    private boolean admits(ContactSummaryView contact) {
        return (active == null || active == contact.active()) && filter.admits(answers.summary(contact));
    }

    private boolean isWhereWanted(boolean amongStale) {
        return stale == null || stale == amongStale;
    }

    private ServerEvent event(ContactSummaryView contact) {
        return new ServerEvent("contact", json.writeValueAsString(answers.summary(contact.under(veil))));
    }
}
