package io.contactstatus.decode;

import io.contactstatus.contact.Agent;
import io.contactstatus.contact.Contact;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.MediaStream;
import io.contactstatus.contact.ProfileQueues;
import io.contactstatus.contact.Testimony;
import io.contactstatus.contact.Utterance;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What one record turned out to be. Bad input is an answer, not an exception: the caller has to decide about
/// it, and the compiler makes sure it does.
public sealed interface Decoded {

    /// Something was said. One agent event speaks of all the agent's contacts; all other kinds of one contact.
    ///
    /// @param kind for metrics: `contact-event`, `contact-record`, `agent-event`, `flow-log`, `flow-event`,
    ///   `contact-lens`, `contact-lens-rule`, `contact-lens-file`
    /// @param agent as the event shows the agent; for agent events only
    /// @param queueNames of the queues of the agent's routing profile, by ARN
    /// @param profileQueues for which queues the agents of that profile are; null where it does not tell
    /// @param payload just the part that said it, for the dead letters if the store should refuse it
    record Update(
            String kind,
            List<ContactUpdate> contacts,
            @Nullable Agent agent,
            Map<String, String> queueNames,
            @Nullable ProfileQueues profileQueues,
            Supplier<byte[]> payload)
            implements Decoded {

        public Update {
            contacts = List.copyOf(contacts);
            queueNames = Map.copyOf(queueNames);
        }

        public Update(String kind, List<ContactUpdate> contacts, Supplier<byte[]> payload) {
            this(kind, contacts, null, Map.of(), null, payload);
        }
    }

    /// What was said about one contact.
    ///
    /// @param testimony to be joined with what is known
    /// @param entries for its history; none where a record only repeats what an earlier one said
    /// @param stream where its audio goes, if the record says so
    /// @param utterances what was said on it
    /// @param namesSession machines have taken part in it
    record ContactUpdate(
            Testimony testimony,
            List<HistoryEntry> entries,
            @Nullable MediaStream stream,
            List<Utterance> utterances,
            boolean namesSession) {

        public ContactUpdate {
            var told = testimony;
            entries = entries.stream().map(entry -> entry.with(told)).toList();
            utterances = List.copyOf(utterances);
        }

        public ContactUpdate(Testimony testimony, List<HistoryEntry> entries) {
            this(testimony, entries, null);
        }

        public ContactUpdate(Testimony testimony, List<HistoryEntry> entries, @Nullable MediaStream stream) {
            this(testimony, entries, stream, List.of());
        }

        public ContactUpdate(
                Testimony testimony,
                List<HistoryEntry> entries,
                @Nullable MediaStream stream,
                List<Utterance> utterances) {
            this(testimony, entries, stream, utterances, false);
        }

        ContactUpdate withSession(boolean named) {
            return new ContactUpdate(testimony, entries, stream, utterances, named);
        }

        public Contact facts() {
            return testimony.facts();
        }

        /// Whether a file that Contact Lens wrote afterwards tells it.
        public boolean isOfFile() {
            return !entries.isEmpty()
                    && entries.stream().allMatch(entry -> entry.type().equals(ContactLensFileDecoder.ENTRY_TYPE));
        }

        /// Whether what it says is kept with an entry of its own, or with what was said.
        public boolean isListed() {
            return !utterances.isEmpty() || entries.stream().anyMatch(entry -> !entry.mayGiveWay());
        }
    }

    /// Well-formed, but of a kind we have no use for.
    record Ignored(String kind) implements Decoded {}

    /// Not readable. Goes to the dead letters.
    ///
    /// @param reason in words that quote nothing of the payload
    /// @param payload just the part that could not be read; what was next to it is not lost with it
    record Malformed(String reason, byte[] payload) implements Decoded {}
}
