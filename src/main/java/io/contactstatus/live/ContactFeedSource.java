package io.contactstatus.live;

import io.contactstatus.contact.Agent;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Status;
import io.contactstatus.masking.Veil;
import io.contactstatus.store.AgentStore;
import io.contactstatus.store.ContactStore;
import io.contactstatus.view.ContactSummaryView;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Contacts are live while they are active, and during after-contact work.
record ContactFeedSource(ContactStore contacts, AgentStore agents) implements FeedSource<ContactSummaryView> {

    static final String NAME = "contacts";

    private static final int PAGE = 500;

    private static final Comparator<ContactSummaryView> LONGEST_WAITING_FIRST = Comparator.comparing(
                    ContactFeedSource::waitingSince, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
            .thenComparing(ContactSummaryView::contactId);

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String id(ContactSummaryView contact) {
        return contact.contactId();
    }

    @Override
    public @Nullable String instanceId(ContactSummaryView contact) {
        return contact.instanceId();
    }

    @Override
    public boolean isNews(ContactSummaryView known, ContactSummaryView other) {
        return other.version() > known.version();
    }

    @Override
    public boolean isLive(ContactSummaryView contact) {
        return (contact.active() || contact.status() == Status.AFTER_CONTACT_WORK)
                && !contact.flags().unknownToConnect();
    }

    @Override
    public boolean isSettled(ContactSummaryView contact) {
        return contact.status() == Status.COMPLETED && contact.flags().recordReceived();
    }

    @Override
    public Comparator<ContactSummaryView> order() {
        return LONGEST_WAITING_FIRST;
    }

    /// A contact that has expired is shown as ended once: clients would keep it for ever.
    @Override
    public Optional<ContactSummaryView> gone(ContactSummaryView last) {
        return Optional.of(last.ended());
    }

    @Override
    public void forEachLive(Consumer<ContactSummaryView> user) {
        String from = null;
        do {
            var page = contacts.active(any -> true, PAGE, from);
            page.items().forEach(stored -> user.accept(ContactSummaryView.of(stored, Veil.LIFTED)));
            from = page.next();
        } while (from != null);
        find(workedOn()).stream().filter(this::isLive).forEach(user);
    }

    /// The index of live contacts lacks those in after-contact work; the items of their agents list them.
    private Set<String> workedOn() {
        var ids = new HashSet<String>();
        String from = null;
        do {
            var page = agents.all(PAGE, from);
            page.items().stream()
                    .flatMap(agent -> agent.contacts().stream())
                    .filter(Agent.Held::inAfterContactWork)
                    .forEach(held -> ids.add(held.contactId().value()));
            from = page.next();
        } while (from != null);
        return ids;
    }

    @Override
    public List<ContactSummaryView> find(Collection<String> ids) {
        return ContactSummaryView.all(
                contacts.findAll(ids.stream().map(ContactId::new).toList()), Veil.LIFTED);
    }

    private static @Nullable Instant waitingSince(ContactSummaryView contact) {
        var queue = contact.queue();
        if (queue != null && queue.firstEnqueuedAt() != null) {
            return queue.firstEnqueuedAt();
        }
        var times = contact.timestamps();
        if (times.initiated() != null) {
            return times.initiated();
        }
        return Stream.of(times.connectedToSystem(), times.queued(), times.connectedToAgent(), contact.statusSince())
                .filter(Objects::nonNull)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }
}
