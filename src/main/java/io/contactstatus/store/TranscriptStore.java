package io.contactstatus.store;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Utterance;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/// What was said on contacts, in its order, with as many words as may be stored. Lives as long as the history. Every
/// method may throw [StoreUnavailable].
public interface TranscriptStore {

    /// One replaces the one with its id that is there; preliminary ones are left out.
    void keep(Collection<Utterance> utterances);

    /// Takes away again what was kept of a contact that turned out to be erased.
    void retractUtterances(Collection<Utterance> utterances);

    /// Those that a file has told, or those that were heard live.
    Page<Utterance> transcript(ContactId id, Utterance.Origin origin, int limit, @Nullable String from);

    /// The last ones before that place, in their order; the next page goes further back.
    Page<Utterance> latestTranscript(ContactId id, Utterance.Origin origin, int limit, @Nullable String before);
}
