package io.contactstatus.web;

import io.contactstatus.contact.Leg;
import io.contactstatus.live.Audience;
import io.contactstatus.live.Picture;
import io.contactstatus.live.ServerEvent;
import io.contactstatus.view.ContactFilter;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.Staleness;
import io.contactstatus.view.Veil;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Programs that follow contacts.
///
/// @param active only live ones, or only those that are over; null for both
/// @param stale only stale ones, or only the others; null for both
record ContactAudience(
        ContactFilter filter,
        @Nullable Boolean active,
        @Nullable Boolean stale,
        Veil veil,
        Answers answers,
        Staleness staleness,
        JsonMapper json)
        implements Audience<ContactSummaryView> {

    @Override
    public boolean wants(@Nullable ContactSummaryView before, ContactSummaryView after) {
        return (admits(after) && isWhereWanted(staleness.isStale(after))) || (before != null && mayHaveSeen(before));
    }

    /// One that has become stale was told of before that, and no event has said that it is.
    private boolean mayHaveSeen(ContactSummaryView before) {
        return admits(before) && (!Boolean.TRUE.equals(stale) || staleness.isStale(before));
    }

    @Override
    public List<ServerEvent> changed(@Nullable ContactSummaryView before, ContactSummaryView after) {
        return List.of(event(after));
    }

    @Override
    public List<ServerEvent> afresh(Picture<ContactSummaryView> picture) {
        var legs = legs(picture);
        var wanted = picture.items().stream()
                .filter(contact -> admits(contact) && isWhereWanted(staleness.isAmongStale(contact, legs)))
                .toList();
        return new AfreshEvents<>(wanted, this::event);
    }

    /// By what consultations are placed, and nothing where there can be none.
    private Function<String, @Nullable ContactSummaryView> legs(Picture<ContactSummaryView> picture) {
        var isNeeded = stale != null && (filter.leg() == null || filter.leg() == Leg.CONSULT);
        Map<String, ContactSummaryView> byId = isNeeded
                ? picture.items().stream().collect(Collectors.toMap(ContactSummaryView::contactId, Function.identity()))
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
