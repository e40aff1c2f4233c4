package io.contactstatus.web;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.QueueDeparture;
import io.contactstatus.contact.ResourceId;
import io.contactstatus.masking.Clearance;
import io.contactstatus.masking.Veil;
import io.contactstatus.names.LearntNames;
import io.contactstatus.problems.InvalidParameter;
import io.contactstatus.queues.FigureInterval;
import io.contactstatus.store.ChangedContacts;
import io.contactstatus.store.EndedContacts;
import io.contactstatus.store.KnownQueue;
import io.contactstatus.store.QueueFiguresStore;
import io.contactstatus.store.QueueKey;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.view.ContactFilter;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.CursorQuery;
import io.contactstatus.view.Cursors;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Contacts that have left their queue: exactly those that figures of queues count.
@Component
class EndedContactList {

    private static final int MOST_DAYS = 31;

    /// Clocks differ: what has just left may be dated a little later than now.
    private static final Duration AHEAD = Duration.ofMinutes(5);

    private final VisibleContacts contacts;
    private final QueueFiguresStore queues;
    private final ConnectInstances instances;
    private final Cursors cursors;
    private final ContactViews answers;
    private final LearntNames names;
    private final AuditTrail audit;
    private final Clock clock;

    EndedContactList(
            VisibleContacts contacts,
            QueueFiguresStore queues,
            ConnectInstances instances,
            Cursors cursors,
            ContactViews answers,
            LearntNames names,
            AuditTrail audit,
            Clock clock) {
        this.contacts = contacts;
        this.queues = queues;
        this.instances = instances;
        this.cursors = cursors;
        this.answers = answers;
        this.names = names;
        this.audit = audit;
        this.clock = clock;
    }

    /// As it was sent; what is null was not.
    record Asked(
            @Nullable String queue,
            @Nullable String agent,
            @Nullable String channel,
            @Nullable Outcome outcome,
            @Nullable String instance,
            @Nullable String from,
            @Nullable String to) {

        /// By what is in the index: what it does not tell, or may call by another name, the contact decides.
        boolean admits(QueueDeparture departure, LearntNames names) {
            return (outcome == null || departure.outcome() == null || departure.outcome() == outcome)
                    && (channel == null || channel.equalsIgnoreCase(departure.channel()))
                    && (agent == null || mayBe(agent, departure.agentId(), names));
        }

        private static boolean mayBe(String agent, @Nullable String agentId, LearntNames names) {
            if (agentId == null) {
                return false;
            }
            var name = names.ofAgent(agentId);
            return name == null || agent.equals(name) || Objects.equals(ResourceId.of(agent), agentId);
        }
    }

    ContactPage page(Asked asked, int limit, @Nullable String cursor, HttpServletRequest request) {
        var query = CursorQuery.of(
                "/contacts?ended",
                asked.queue(),
                asked.agent(),
                asked.channel(),
                asked.outcome(),
                asked.instance(),
                asked.from(),
                asked.to());
        var visible = instances.narrowed(VisibleInstances.of(request), asked.instance());
        var keys = queues(asked, visible);
        var now = clock.instant();
        var to = TimeParameter.parsed("to", asked.to());
        var until = to == null ? now.plus(AHEAD) : to;
        var from = from(asked, keys, now, until);
        var page = contacts.to(visible)
                .ended(
                        new EndedContacts(
                                keys, from, until, departure -> asked.admits(departure, names), wanted(asked)),
                        limit,
                        cursors.opened(cursor, query));
        audit.shows(request, AuditKind.LIST, ContactViews.ids(page.items()));
        return ContactPage.of(page, cursors.sealed(page.next(), query), Clearance.of(request), answers);
    }

    /// By when news of them was received, for those who come by now and then.
    ContactPage changed(
            Asked asked, String changedSince, int limit, @Nullable String cursor, HttpServletRequest request) {
        var visible = instances.narrowed(VisibleInstances.of(request), asked.instance());
        var readable = contacts.to(visible);
        if (asked.from() != null || asked.to() != null) {
            throw new InvalidParameter(asked.from() != null ? "from" : "to", "does not go with changedSince");
        }
        if (!readable.listsChanges()) {
            throw new InvalidParameter("changedSince", "is not kept here: contact-status.changes.enabled is off");
        }
        var since = Objects.requireNonNull(TimeParameter.parsed("changedSince", changedSince));
        var query = CursorQuery.of(
                "/contacts?changed",
                asked.queue(),
                asked.agent(),
                asked.channel(),
                asked.outcome(),
                asked.instance(),
                changedSince);
        var page = readable.changed(
                new ChangedContacts(
                        asked.queue() == null ? null : Set.copyOf(queues(asked, visible)), since, wanted(asked)),
                limit,
                cursors.opened(cursor, query));
        audit.shows(request, AuditKind.LIST, ContactViews.ids(page.items()));
        return ContactPage.of(page, cursors.sealed(page.next(), query), Clearance.of(request), answers);
    }

    private Predicate<StoredContact> wanted(Asked asked) {
        var filter = new ContactFilter(null, asked.agent(), asked.channel(), null, null, null, null, null);
        return stored -> (asked.outcome() == null || stored.snapshot().outcome() == asked.outcome())
                && filter.admits(answers.summary(ContactSummaryView.of(stored, Veil.LIFTED)));
    }

    private List<QueueKey> queues(Asked asked, VisibleInstances visible) {
        return queues.queues().stream()
                .filter(known -> asked.queue() == null || isMeant(asked.queue(), known))
                .map(KnownQueue::key)
                .filter(key -> visible.include(key.instanceId()))
                .toList();
    }

    private boolean isMeant(String asked, KnownQueue known) {
        var id = known.key().queueId();
        if (id == null) {
            return false;
        }
        return Objects.equals(ResourceId.of(asked), id)
                || asked.equals(known.name())
                || asked.equals(names.ofQueue(id));
    }

    /// Of several time zones, where the day began first.
    private Instant midnight(List<QueueKey> keys, Instant now) {
        return keys.stream()
                .map(key -> instances.timeZone(key.instanceId()))
                .distinct()
                .map(zone -> FigureInterval.P1D.of(now, zone))
                .min(Comparator.naturalOrder())
                .orElseGet(() -> FigureInterval.P1D.of(now, instances.timeZone(null)));
    }

    private Instant from(Asked asked, List<QueueKey> keys, Instant now, Instant until) {
        var told = TimeParameter.parsed("from", asked.from());
        var from = told == null ? midnight(keys, now) : told;
        if (told != null && asked.to() != null && until.isBefore(from)) {
            throw new InvalidParameter("to", "is before from");
        }
        if (Duration.between(from, until).compareTo(Duration.ofDays(MOST_DAYS).plus(AHEAD)) > 0) {
            throw new InvalidParameter("from", "is more than " + MOST_DAYS + " days before to");
        }
        return from;
    }
}
