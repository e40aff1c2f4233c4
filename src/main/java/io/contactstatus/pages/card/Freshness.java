package io.contactstatus.pages.card;

import io.contactstatus.contact.Flag;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Which sources have reported a contact, and what is still missing: whether the page can be believed.
///
/// @param sources the usual ones, and others that have reported this contact
public record Freshness(List<LastHeard> sources, List<Remark> remarks) {

    /// A contact record is written some minutes after the end and the after-contact work.
    private static final Duration RECORD_TAKES = Duration.ofMinutes(15);

    private static final Set<Source> USUAL =
            EnumSet.of(Source.CONTACT_EVENT, Source.AGENT_EVENT, Source.FLOW_LOG, Source.CONTACT_RECORD);

    private static final Set<String> WITH_FLOW = Set.of("INBOUND", "API", "WEBRTC_API");

    /// @param heard whether it has reported the contact at all
    /// @param lastAt of the contact record: when it was written; null if what it sent has no time
    public record LastHeard(
            Source source, boolean heard, @Nullable Instant lastAt) {}

    /// @param key message key below `contact.freshness`
    /// @param level `good`, `info` or `warn`
    /// @param since null if the time does not matter
    public record Remark(String key, String level, @Nullable Instant since) {}

    /// @param stale whether the contact is stale now
    static Freshness of(Snapshot seen, boolean stale, Instant now) {
        var heard = seen.heard().lastBySource();
        var voices = Arrays.stream(Source.values())
                .filter(source -> USUAL.contains(source) || heard.containsKey(source))
                .map(source -> new LastHeard(source, heard.containsKey(source), known(heard.get(source))))
                .toList()
                .reversed();
        return new Freshness(voices, remarks(seen, heard.keySet(), stale, now));
    }

    private static List<Remark> remarks(Snapshot seen, Set<Source> heard, boolean stale, Instant now) {
        var remarks = new ArrayList<Remark>();
        if (heard.equals(Set.of(Source.CONTACT_RECORD))) {
            remarks.add(new Remark("record-only", "info", null));
            return remarks;
        }
        if (!seen.is(Flag.RECORD_RECEIVED) && !seen.active()) {
            remarks.add(record(seen, now));
        }
        if (!heard.contains(Source.CONTACT_EVENT)) {
            remarks.add(new Remark("no-contact-event", "warn", null));
        }
        if (seen.is(Flag.CONNECTED_TO_AGENT) && !heard.contains(Source.AGENT_EVENT)) {
            remarks.add(new Remark("no-agent-event", "warn", null));
        }
        if (!heard.contains(Source.FLOW_LOG)
                && seen.initiationMethod() != null
                && WITH_FLOW.contains(seen.initiationMethod())) {
            remarks.add(new Remark("no-flow-log", "info", null));
        }
        if (seen.is(Flag.UNKNOWN_TO_CONNECT)) {
            remarks.add(new Remark("unknown-to-connect", "warn", null));
        }
        if (stale) {
            remarks.add(new Remark("silent", "warn", seen.timestamps().silentSince()));
        }
        if (remarks.stream().allMatch(remark -> remark.key().equals("no-flow-log"))) {
            remarks.addFirst(new Remark(seen.active() ? "following" : "complete", "good", null));
        }
        return remarks;
    }

    private static Remark record(Snapshot seen, Instant now) {
        var agent = seen.agent();
        var work = agent == null ? null : agent.afterContactWorkEndedAt();
        var ended = work == null ? seen.timestamps().disconnected() : work;
        if (ended == null) {
            return new Remark("record-awaited", "info", null);
        }
        var due = ended.plus(RECORD_TAKES);
        return due.isBefore(now) && !isWorking(seen)
                ? new Remark("record-overdue", "warn", due)
                : new Remark("record-awaited", "info", ended);
    }

    /// The record is not written before after-contact work ends.
    private static boolean isWorking(Snapshot seen) {
        return switch (seen.status()) {
            case AFTER_CONTACT_WORK -> true;
            case INITIATED,
                    CONNECTED_TO_SYSTEM,
                    QUEUED,
                    CONNECTING_TO_AGENT,
                    CONNECTED_TO_AGENT,
                    ON_HOLD,
                    PAUSED,
                    DISCONNECTED,
                    COMPLETED -> false;
        };
    }

    private static @Nullable Instant known(@Nullable Instant at) {
        return Stamp.UNTIMED.equals(at) ? null : at;
    }
}
