package io.contactstatus.pages;

import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Status;
import io.contactstatus.view.ContactFilter;
import io.contactstatus.view.ContactSummaryView;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;

/// What the board's address says of what it shows. A field of the form that was left empty says nothing.
///
/// @param subtype a word as rows have it, `SMS`
/// @param status Amazon Connect's word; the page offers the phase, which says more
/// @param callback `true` for callbacks only, `false` for everything else
record BoardQuery(
        @Nullable String queue,
        @Nullable String agent,
        @Nullable String channel,
        @Nullable String subtype,
        @Nullable Status status,
        Phase.@Nullable Kind phase,
        @Nullable Boolean callback) {

    BoardQuery {
        queue = told(queue);
        agent = told(agent);
        channel = told(channel);
        subtype = told(subtype);
    }

    private static @Nullable String told(@Nullable String text) {
        return text == null || text.isBlank() ? null : text.strip();
    }

    /// @param names because a contact may not know what its queue is called; asked anew each time, as they may be
    ///   learned later than this is asked
    boolean admits(ContactSummaryView contact, QueueNames names) {
        return (phase == null || phase == contact.phase()) && admits(contact, names, agent, status);
    }

    /// Nobody was their agent, and they are in no phase.
    boolean admitsAbandoned(ContactSummaryView contact, QueueNames names) {
        return admits(contact, names, null, null);
    }

    private boolean admits(
            ContactSummaryView contact, QueueNames names, @Nullable String ofAgent, @Nullable Status inStatus) {
        var id = names.id(queue);
        return filter(queue, ofAgent, inStatus).admits(contact)
                || (id != null && filter(id, ofAgent, inStatus).admits(contact));
    }

    private ContactFilter filter(@Nullable String inQueue, @Nullable String ofAgent, @Nullable Status inStatus) {
        return new ContactFilter(inQueue, ofAgent, channel, subtype, inStatus, callback, null, null);
    }

    public boolean isAll() {
        return queue == null
                && agent == null
                && channel == null
                && subtype == null
                && status == null
                && phase == null
                && callback == null;
    }

    /// The same contacts at another address.
    UriComponentsBuilder at(String path) {
        var address = UriComponentsBuilder.fromPath(path);
        add(address, "queue", queue);
        add(address, "agent", agent);
        add(address, "channel", channel);
        add(address, "subtype", subtype);
        add(address, "status", status);
        add(address, "phase", phase);
        add(address, "callback", callback);
        return address;
    }

    private static void add(UriComponentsBuilder address, String name, @Nullable Object value) {
        if (value != null) {
            address.queryParam(name, UriUtils.encode(value.toString(), StandardCharsets.UTF_8));
        }
    }
}
