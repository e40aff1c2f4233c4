package io.contactstatus.pages;

import io.contactstatus.live.Audience;
import io.contactstatus.live.Picture;
import io.contactstatus.live.ServerEvent;
import io.contactstatus.view.ContactSummaryView;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// An agent on the line: told of what changes of a contact's chain, and that something has changed of the
/// customer.
///
/// Who the customer is may become known while they talk. That is remembered, so these are not equal to others
/// about the same chain, and share nothing with them.
final class CallFollowers implements Audience<ContactSummaryView> {

    /// Not by its id: it is no leg of the chain.
    private static final List<ServerEvent> CUSTOMER = List.of(new ServerEvent("afresh", "customer"));

    private final Followers chain;
    private final AtomicReference<@Nullable String> customer;

    /// @param customer identifier in its normal form, if it is known already
    CallFollowers(String chainId, @Nullable String customer) {
        chain = Followers.ofChain(chainId);
        this.customer = new AtomicReference<>(customer);
    }

    @Override
    public boolean wants(@Nullable ContactSummaryView before, ContactSummaryView after) {
        if (chain.wants(before, after)) {
            remember(after);
            return true;
        }
        return isOfCustomer(after);
    }

    @Override
    public List<ServerEvent> changed(@Nullable ContactSummaryView before, ContactSummaryView after) {
        return chain.wants(before, after) ? chain.changed(before, after) : CUSTOMER;
    }

    @Override
    public List<ServerEvent> afresh(Picture<ContactSummaryView> picture) {
        picture.items().stream().filter(chain.filter()::admits).forEach(this::remember);
        return chain.afresh(picture);
    }

    private void remember(ContactSummaryView leg) {
        var known = identifier(leg);
        if (known != null) {
            customer.set(known);
        }
    }

    private boolean isOfCustomer(ContactSummaryView contact) {
        var wanted = customer.get();
        var other = contact.customer();
        return wanted != null && other != null && other.isFoundBy(wanted);
    }

    private static @Nullable String identifier(ContactSummaryView contact) {
        return contact.customer() == null ? null : contact.customer().identifier();
    }
}
