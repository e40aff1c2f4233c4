package io.contactstatus.pages;

import io.contactstatus.live.Audience;
import io.contactstatus.live.Picture;
import io.contactstatus.live.ServerEvent;
import io.contactstatus.view.ContactFilter;
import io.contactstatus.view.ContactSummaryView;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Those who look at a page about some contacts. They are told which of them has changed, and to which version:
/// what it looks like now is fetched by whoever may see it.
record Followers(ContactFilter filter) implements Audience<ContactSummaryView> {

    private static final String CHANGED = "changed";

    /// One may have missed something, also of contacts that are over. An event without data would not arrive.
    private static final ServerEvent AFRESH = new ServerEvent("afresh", "all");

    static Followers ofChain(String chainId) {
        return new Followers(new ContactFilter(null, null, null, null, null, null, chainId, null));
    }

    static Followers ofCustomer(String identifier) {
        return new Followers(new ContactFilter(null, null, null, null, null, null, null, identifier));
    }

    @Override
    public boolean wants(@Nullable ContactSummaryView before, ContactSummaryView after) {
        return filter.admits(after) || (before != null && filter.admits(before));
    }

    @Override
    public List<ServerEvent> changed(@Nullable ContactSummaryView before, ContactSummaryView after) {
        return List.of(change(after));
    }

    @Override
    public List<ServerEvent> afresh(Picture<ContactSummaryView> picture) {
        var live = picture.items().stream().filter(filter::admits).map(Followers::change);
        return Stream.concat(Stream.of(AFRESH), live).toList();
    }

    /// No id has a space in it.
    private static ServerEvent change(ContactSummaryView contact) {
        return new ServerEvent(CHANGED, contact.version() + " " + contact.contactId());
    }
}
