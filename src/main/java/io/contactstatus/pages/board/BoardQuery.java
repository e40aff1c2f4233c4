package io.contactstatus.pages.board;

import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Status;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.ContactFilter;
import io.contactstatus.view.ContactSummaryView;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/// The board's filter, from its query parameters. An empty field of the form filters nothing.
///
/// @param subtype as in rows, `SMS`
/// @param status Amazon Connect's; the page offers the phase, which is more precise
/// @param callback `true` for callbacks only, `false` for everything else
/// @param category of Contact Lens, exactly as the operator calls it
record BoardQuery(
        @Nullable String queue,
        @Nullable String agent,
        @Nullable String channel,
        @Nullable String subtype,
        @Nullable Status status,
        Phase.@Nullable Kind phase,
        @Nullable Boolean callback,
        @Nullable String category,
        @Nullable String instance) {

    BoardQuery {
        queue = filled(queue);
        agent = filled(agent);
        channel = filled(channel);
        subtype = filled(subtype);
        category = filled(category);
        instance = filled(instance);
    }

    static final BoardQuery ALL = new BoardQuery(null, null, null, null, null, null, null, null, null);

    private static @Nullable String filled(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /// @param names because a contact may have a queue's id without its name. Looked up on each call: names are
    ///   learned over time
    boolean admits(ContactSummaryView contact, QueueNames names) {
        return (phase == null || phase == contact.phase()) && admits(contact, names, agent, status);
    }

    /// An abandoned contact has no agent and no phase, so these are not compared.
    boolean admitsAbandoned(ContactSummaryView contact, QueueNames names) {
        return admits(contact, names, null, null);
    }

    boolean admitsAgent(AgentView seen) {
        return filter(null, agent, null).admitsAgent(seen);
    }

    private boolean admits(
            ContactSummaryView contact, QueueNames names, @Nullable String ofAgent, @Nullable Status inStatus) {
        var id = names.id(queue);
        return filter(queue, ofAgent, inStatus).admits(contact)
                || (id != null && filter(id, ofAgent, inStatus).admits(contact));
    }

    private ContactFilter filter(@Nullable String inQueue, @Nullable String ofAgent, @Nullable Status inStatus) {
        return new ContactFilter(
                inQueue, ofAgent, channel, subtype, inStatus, callback, null, null, null, null, category);
    }

    /// The same of another queue, or of all of them.
    BoardQuery in(@Nullable String other) {
        return new BoardQuery(other, agent, channel, subtype, status, phase, callback, category, instance);
    }

    public boolean isAll() {
        return equals(ALL);
    }

    /// Another path with the same filter.
    UriComponentsBuilder at(String path) {
        var address = UriComponentsBuilder.fromPath(path);
        add(address, "queue", queue);
        add(address, "agent", agent);
        add(address, "channel", channel);
        add(address, "subtype", subtype);
        add(address, "status", status);
        add(address, "phase", phase);
        add(address, "callback", callback);
        add(address, "category", category);
        add(address, "instance", instance);
        return address;
    }

    private static void add(UriComponentsBuilder address, String name, @Nullable Object value) {
        if (value != null) {
            address.queryParam(name, UriUtils.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }
}
