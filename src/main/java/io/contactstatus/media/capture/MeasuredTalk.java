package io.contactstatus.media.capture;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Talk;
import io.contactstatus.media.audio.Pcm;
import io.contactstatus.media.audio.SampleRange;
import io.contactstatus.media.audio.Turns;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.StoreRetry;
import java.time.Instant;
import java.util.List;

/// Who spoke how much in a recording, and by which phases of its contact that was told: these may be known better
/// later.
///
/// What the customer hears is prompts and music too: only what comes while an agent is there is the agent's talk.
///
/// @param phases the times with an agent, in words to be compared
record MeasuredTalk(Talk talk, String phases) {

    static MeasuredTalk of(ContactId id, ContactStore contacts, RecordingSummary summary) {
        return of(withAgent(id, contacts), summary);
    }

    static MeasuredTalk of(List<Phase> withAgent, RecordingSummary summary) {
        var start = summary.position().startMillis();
        var heard = withAgent.stream()
                .map(phase -> new SampleRange(
                        sample(start, phase.from()),
                        phase.until() == null ? Long.MAX_VALUE : sample(start, phase.until())))
                .toList();
        var talk = Turns.talk(
                summary.customerSpeech(),
                Turns.cut(summary.agentSpeech(), heard),
                summary.position().samples());
        return new MeasuredTalk(talk, words(withAgent));
    }

    /// As of all writes before: nothing measures again once the last record of the contact has come.
    static List<Phase> withAgent(ContactId id, ContactStore contacts) {
        return StoreRetry.endless()
                .untilDone(() -> contacts.find(id, Long.MAX_VALUE))
                .map(known -> known.snapshot().course().phases())
                .orElse(List.of())
                .stream()
                .filter(phase -> phase.kind() == Phase.Kind.WITH_AGENT)
                .toList();
    }

    /// Whether it would be the same by these phases.
    boolean isBy(List<Phase> withAgent) {
        return phases.equals(words(withAgent));
    }

    private static String words(List<Phase> withAgent) {
        return Integer.toHexString(withAgent.stream()
                .map(phase -> List.of(phase.from(), phase.until() == null ? Instant.MAX : phase.until()))
                .toList()
                .hashCode());
    }

    private static long sample(long startMillis, Instant at) {
        return Math.max(0, (at.toEpochMilli() - startMillis) * Pcm.PER_MILLI);
    }
}
