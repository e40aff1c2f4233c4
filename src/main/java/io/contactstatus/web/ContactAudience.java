package io.contactstatus.web;

import io.contactstatus.live.Audience;
import io.contactstatus.live.Picture;
import io.contactstatus.live.ServerEvent;
import io.contactstatus.view.ContactFilter;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.Veil;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Programs that follow contacts.
///
/// @param active only live ones, or only those that are over; null for both
record ContactAudience(ContactFilter filter, @Nullable Boolean active, Veil veil, JsonMapper json)
        implements Audience<ContactSummaryView> {

    @Override
    public boolean wants(@Nullable ContactSummaryView before, ContactSummaryView after) {
        return admits(after) || (before != null && admits(before));
    }

    @Override
    public List<ServerEvent> changed(@Nullable ContactSummaryView before, ContactSummaryView after) {
        return List.of(event(after));
    }

    @Override
    public List<ServerEvent> afresh(Picture<ContactSummaryView> picture) {
        var wanted = picture.items().stream().filter(this::admits).toList();
        return new AfreshEvents<>(wanted, this::event);
    }

    private boolean admits(ContactSummaryView contact) {
        return (active == null || active == contact.active()) && filter.admits(contact);
    }

    private ServerEvent event(ContactSummaryView contact) {
        return new ServerEvent("contact", json.writeValueAsString(contact.under(veil)));
    }
}
