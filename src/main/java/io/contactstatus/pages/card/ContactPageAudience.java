package io.contactstatus.pages.card;

import io.contactstatus.live.Audience;
import io.contactstatus.live.LiveSnapshot;
import io.contactstatus.live.ServerEvent;
import io.contactstatus.view.ContactFilter;
import io.contactstatus.view.ContactSummaryView;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The open pages about the same chain or customer. They are sent only ids and versions: each page fetches the
/// contact itself, masked for its viewer.
public record ContactPageAudience(ContactFilter filter) implements Audience<ContactSummaryView> {

    private static final String CHANGED = "changed";

    /// Ended contacts may have changed, too, without being in the picture. An event needs data to arrive.
    private static final ServerEvent AFRESH = new ServerEvent("afresh", "all");

    public static ContactPageAudience ofChain(String chainId) {
        return new ContactPageAudience(new ContactFilter(null, null, null, null, null, null, chainId, null));
    }

    public static ContactPageAudience ofCustomer(String identifier) {
        return new ContactPageAudience(new ContactFilter(null, null, null, null, null, null, null, identifier));
    }

    @Override
    public Duration heartbeat() {
        return HEARTBEAT_OF_PAGES;
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
    public List<ServerEvent> reset(LiveSnapshot<ContactSummaryView> snapshot) {
        var live = snapshot.items().stream().filter(filter::admits).map(ContactPageAudience::change);
        return Stream.concat(Stream.of(AFRESH), live).toList();
    }

    /// The space separates: no contact id contains one.
    private static ServerEvent change(ContactSummaryView contact) {
        return new ServerEvent(CHANGED, contact.version() + " " + contact.contactId());
    }
}
