package io.contactstatus.pages.card;

import io.contactstatus.contact.Attribution;
import io.contactstatus.contact.Fact;
import io.contactstatus.contact.Provenance;
import io.contactstatus.pages.Called;
import io.contactstatus.pages.CalledNames;
import io.contactstatus.pages.Span;
import io.contactstatus.view.ContactView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Lists the facts of a contact in the order in which people read them. Takes a view that is masked already.
final class FactLines {

    private final ContactView contact;
    private final Provenance provenance;
    private final CalledNames names;
    private final List<ContactCard.Line> lines = new ArrayList<>();

    private FactLines(ContactView contact, Provenance provenance, CalledNames names) {
        this.names = names;
        this.contact = contact;
        this.provenance = provenance;
    }

    static List<ContactCard.Line> of(ContactView contact, Provenance provenance, CalledNames names) {
        var set = new FactLines(contact, provenance, names);
        set.who();
        set.where();
        set.when();
        set.howLong();
        set.how();
        return List.copyOf(set.lines);
    }

    static List<ContactCard.Entry> entries(
            Map<String, String> values, Map<String, Attribution> told, @Nullable Attribution all) {
        return values.entrySet().stream()
                .map(entry ->
                        new ContactCard.Entry(entry.getKey(), entry.getValue(), told.getOrDefault(entry.getKey(), all)))
                .toList();
    }

    private void who() {
        word("channel", "words.channel", contact.channel(), Fact.CHANNEL);
        word("initiation", "words.initiation", contact.initiationMethod(), Fact.INITIATION_METHOD);
        concluded("leg", "words.leg", contact.leg());
        if (contact.listensTo() != null) {
            lines.add(new ContactCard.Line("listens-to", null, contact.listensTo(), null, null, null, null));
        }
        if (Boolean.TRUE.equals(contact.synthetic())) {
            lines.add(new ContactCard.Line("synthetic", "contact.synthetic", null, null, null, null, null));
        }
        var customer = contact.customer();
        if (customer != null) {
            text("customer", customer.identifier(), null, Fact.CUSTOMER);
            var endpoint = customer.endpoint();
            if (endpoint != null
                    && endpoint.address() != null
                    && !endpoint.address().equals(customer.identifier())) {
                text("endpoint", endpoint.address(), endpoint.type(), Fact.CUSTOMER);
            }
            if (customer.customerId() != null && !customer.customerId().equals(customer.identifier())) {
                text("customer-id", customer.customerId(), null, Fact.CUSTOMER);
            }
        }
        var system = contact.systemEndpoint();
        text("system-endpoint", system == null ? null : system.address(), null, Fact.SYSTEM_ENDPOINT);
    }

    private void where() {
        if (contact.phase() != null) {
            var word = "words.phase." + contact.phase();
            lines.add(new ContactCard.Line("phase", word, null, null, contact.phaseSince(), null, null));
        }
        var flow = contact.flow();
        if (flow != null) {
            text("flow", flow.name() == null ? flow.id() : flow.name(), flow.blockType(), Fact.FLOW);
        }
        var queue = contact.queue();
        if (queue != null) {
            called("queue", names.queue(queue), Fact.QUEUE);
        }
        var agent = contact.agent();
        if (agent != null) {
            called("agent", names.agent(agent), Fact.AGENT);
        }
    }

    private void when() {
        var times = contact.timestamps();
        var queue = contact.queue();
        var agent = contact.agent();
        time("initiated", times.initiated(), Fact.INITIATED);
        time("connected-to-system", times.connectedToSystem(), Fact.CONNECTED_TO_SYSTEM);
        time("queued", times.queued(), Fact.ENQUEUED);
        time("dequeued", queue == null ? null : queue.dequeuedAt(), Fact.DEQUEUED);
        time("connected-to-agent", times.connectedToAgent(), Fact.CONNECTED_TO_AGENT);
        time("disconnected", times.disconnected(), Fact.DISCONNECTED);
        time("work-started", agent == null ? null : agent.afterContactWorkStartedAt(), Fact.AFTER_CONTACT_WORK);
        time("work-ended", agent == null ? null : agent.afterContactWorkEndedAt(), Fact.AFTER_CONTACT_WORK);
        time("completed", times.completed(), Fact.COMPLETED);
    }

    private void howLong() {
        var queue = contact.queue();
        var agent = contact.agent();
        seconds("wait", queue == null ? null : queue.waitSeconds(), null);
        seconds("interaction", agent == null ? null : agent.interactionSeconds(), null);
        if (agent != null && agent.holdCount() != null && agent.holdCount() > 0) {
            seconds("hold", agent.holdSeconds(), agent.holdCount() + "×");
        }
        if (Span.wholeSince(contact.phase(), contact.phaseSince(), contact.durationSeconds()) == null) {
            seconds("duration", contact.durationSeconds(), null);
        }
    }

    private void how() {
        concluded("outcome", "words.outcome", contact.outcome());
        word("reason", "contact.reason", contact.disconnectReason(), Fact.DISCONNECT_REASON);
        transfer();
        var abandonment = contact.abandonment();
        if (abandonment != null) {
            var where = abandonment.where().name();
            lines.add(new ContactCard.Line(
                    "abandoned", "contact.abandoned." + where, null, null, null, abandonment.seconds(), null));
        }
    }

    private void transfer() {
        var transfer = contact.transfer();
        if (transfer == null) {
            return;
        }
        var to = Stream.of(
                        agent(transfer.toAgentId()),
                        queue(transfer.toQueueId()),
                        transfer.toEndpoint() == null
                                ? null
                                : transfer.toEndpoint().address())
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        var by = agent(transfer.byAgentId());
        if (by != null || to != null) {
            var text = (by == null ? "" : by + " ") + "→ " + (to == null ? "…" : to);
            lines.add(new ContactCard.Line("transfer", null, text, null, transfer.at(), null, null));
        }
    }

    private @Nullable String agent(@Nullable String id) {
        var agent = contact.agent();
        var isIt = agent != null && id != null && id.equals(agent.id());
        return title(isIt ? names.agent(agent) : names.agent(id, null));
    }

    private @Nullable String queue(@Nullable String id) {
        var queue = contact.queue();
        var isIt = queue != null && id != null && id.equals(queue.id());
        return title(isIt ? names.queue(queue) : names.queue(id, null));
    }

    /// Whole, as a line has no pointer for each of the two.
    private static @Nullable String title(@Nullable Called called) {
        return called == null ? null : called.name() == null ? called.id() : called.name();
    }

    private void called(String name, @Nullable Called called, Fact fact) {
        if (called != null) {
            lines.add(new ContactCard.Line(name, null, null, null, null, null, provenance.of(fact), called));
        }
    }

    /// Derived: no source sends it.
    private void concluded(String name, String prefix, @Nullable Enum<?> word) {
        if (word != null) {
            lines.add(new ContactCard.Line(name, prefix + "." + word.name(), null, null, null, null, null));
        }
    }

    private void word(String name, String prefix, @Nullable String code, Fact fact) {
        if (code != null) {
            lines.add(new ContactCard.Line(name, prefix + "." + code, null, code, null, null, provenance.of(fact)));
        }
    }

    private void text(String name, @Nullable String text, @Nullable String code, Fact fact) {
        if (text != null) {
            lines.add(new ContactCard.Line(name, null, text, code, null, null, provenance.of(fact)));
        }
    }

    private void time(String name, @Nullable Instant at, Fact fact) {
        if (at != null) {
            lines.add(new ContactCard.Line(name, null, null, null, at, null, provenance.of(fact)));
        }
    }

    private void seconds(String name, @Nullable Integer seconds, @Nullable String text) {
        if (seconds != null) {
            lines.add(new ContactCard.Line(name, null, text, null, null, seconds, provenance.of(Fact.DURATIONS)));
        }
    }
}
