package io.contactstatus.pages.softphone;

import io.contactstatus.live.Audience;
import io.contactstatus.live.LiveSnapshot;
import io.contactstatus.live.ServerEvent;
import io.contactstatus.pages.card.ContactPageAudience;
import io.contactstatus.view.ContactSummaryView;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// One open softphone page that shows a contact. It is sent which legs of the chain have changed, and that the
/// customer's card is to be fetched again.
///
/// The customer may become known during the call and is remembered here. So this is no record: two softphones on
/// the same chain are two audiences.
final class SoftphoneAudience implements Audience<ContactSummaryView> {

    /// Without the id of the contact: it is no leg of this chain.
    private static final List<ServerEvent> CUSTOMER = List.of(new ServerEvent("afresh", "customer"));

    private final ContactPageAudience chain;
    private final AtomicReference<@Nullable String> customer;

    /// @param customer normalised identifier, if it is known already
    SoftphoneAudience(String chainId, @Nullable String customer) {
        chain = ContactPageAudience.ofChain(chainId);
        this.customer = new AtomicReference<>(customer);
    }

    @Override
    public Duration heartbeat() {
        return HEARTBEAT_OF_PAGES;
    }

    @Override
    public void observe(@Nullable ContactSummaryView before, ContactSummaryView after) {
        if (chain.wants(before, after)) {
            remember(after);
        }
    }

    @Override
    public boolean wants(@Nullable ContactSummaryView before, ContactSummaryView after) {
        return chain.wants(before, after) || isOfCustomer(after);
    }

    @Override
    public List<ServerEvent> changed(@Nullable ContactSummaryView before, ContactSummaryView after) {
        return chain.wants(before, after) ? chain.changed(before, after) : CUSTOMER;
    }

    @Override
    public List<ServerEvent> reset(LiveSnapshot<ContactSummaryView> snapshot) {
        snapshot.items().stream().filter(chain.filter()::admits).forEach(this::remember);
        return chain.reset(snapshot);
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
