package io.contactstatus.contact;

import static io.contactstatus.contact.TestFacts.NOON;
import static io.contactstatus.contact.TestFacts.at;
import static io.contactstatus.contact.TestFacts.exact;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.VersionedStore.Telling;
import io.contactstatus.store.CustomerKeys;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.Situation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// The legs of a chain as their sources tell them, and what is shown of them in whatever order that is heard.
///
/// Times are seconds after [TestFacts#NOON].
final class ChainStory {

    private record Said(long seconds, Contact contact) {}

    private final List<Said> said = new ArrayList<>();

    LegTold leg(String id, String method, @Nullable String previous) {
        return new LegTold(this, new ContactId(id), method, previous == null ? null : new ContactId(previous));
    }

    String told() {
        return until(Long.MAX_VALUE);
    }

    /// In every order the same.
    String until(long seconds) {
        var heard = new ArrayList<>(said.stream()
                .filter(one -> one.seconds <= seconds)
                .map(Said::contact)
                .toList());
        var told = table(heard, Telling.NEWS);
        for (var seed = 0; seed < 25; seed++) {
            Collections.shuffle(heard, new Random(seed));
            assertThat(table(heard, seed % 2 == 0 ? Telling.ALL : Telling.NEWS))
                    .as("order %s", seed)
                    .isEqualTo(told);
        }
        return told;
    }

    private static String table(List<Contact> heard, Telling telling) {
        var shelf = new VersionedStore(telling);
        heard.forEach(contact -> shelf.join(contact, VersionedStore.Steps.UNDISTURBED));
        var contacts = shelf.contacts();
        var pending = pending(contacts);
        return contacts.entrySet().stream()
                .map(leg -> line(
                        leg.getKey(), leg.getValue().snapshot(), leg.getKey().equals(pending)))
                .collect(joining("\n", "", "\n"));
    }

    private static @Nullable ContactId pending(Map<ContactId, Contact> contacts) {
        var newestFirst = contacts.values().stream()
                .map(contact ->
                        Situation.Known.of(new StoredContact(contact, 1, Instant.EPOCH, CustomerKeys.NONE, null)))
                .sorted(Comparator.comparing(
                                (Situation.Known known) -> known.seen().started())
                        .reversed())
                .toList();
        var pending = new Situation(newestFirst, NOON).pendingCallback();
        return pending == null ? null : pending.seen().contactId();
    }

    private static String line(ContactId id, Snapshot seen, boolean pending) {
        var flags = EnumSet.noneOf(Flag.class);
        flags.addAll(seen.flags());
        flags.retainAll(EnumSet.of(Flag.TRANSFERRED, Flag.CALLBACK, Flag.ABANDONED, Flag.MISSED_BY_AGENT));
        var shown = flags.stream().map(ChainStory::inShort).collect(joining(","));
        var since = seen.queue() == null || seen.queue().waitingSince() == null
                ? "–"
                : String.valueOf(seen.queue().waitingSince().getEpochSecond() - NOON.getEpochSecond());
        var isRow = seen.active() && seen.leg() == Leg.CUSTOMER;
        return "%s %s %s %s| %s | %s |%s%s"
                .formatted(
                        id.value(),
                        seen.leg(),
                        seen.outcome(),
                        shown.isEmpty() ? "" : shown + " ",
                        PhaseText.phases(seen),
                        since,
                        isRow ? " row" : "",
                        pending ? " pending" : "");
    }

    private static String inShort(Flag flag) {
        return flag == Flag.MISSED_BY_AGENT ? "MISSED" : flag.name().toUpperCase(Locale.ROOT);
    }

    /// What the sources say of one leg, one after the other.
    record LegTold(
            ChainStory story,
            ContactId id,
            String method,
            @Nullable ContactId previous) {

        LegTold begun(long seconds) {
            return event(seconds, it -> it.initiated(exact(1000 * seconds)));
        }

        LegTold answered(long seconds) {
            return event(seconds, it -> it.connectedToSystem(exact(1000 * seconds)));
        }

        LegTold queued(long seconds, String queue) {
            return event(
                    seconds, it -> it.enqueued(exact(1000 * seconds), queue).queue(queue, at(1000 * seconds)));
        }

        LegTold rings(long seconds, String agent) {
            return says(seconds, "CONNECTING", agent);
        }

        LegTold talks(long seconds, String agent) {
            return event(
                            seconds,
                            it -> it.connectedToAgent(exact(1000 * seconds)).agent(agent, at(1000 * seconds)))
                    .says(seconds, "CONNECTED", agent);
        }

        LegTold left(long seconds, String agent) {
            return says(seconds, "ENDED", agent).says(seconds, "CLEARED", agent);
        }

        LegTold ended(long seconds) {
            return event(seconds, it -> it.disconnected(exact(1000 * seconds)));
        }

        LegTold ended(long seconds, String reason) {
            return event(
                    seconds, it -> it.disconnected(exact(1000 * seconds)).disconnectReason(reason, at(1000 * seconds)));
        }

        LegTold tells(UnaryOperator<Facts> more) {
            return event(0, more);
        }

        LegTold says(long seconds, String state, String agent) {
            return add(seconds, TestFacts.agentSays(id, agent, state, 1000 * seconds));
        }

        LegTold record(long seconds, UnaryOperator<ContactRecordBuilder> more) {
            return add(
                    seconds, more.apply(new ContactRecordBuilder(id, seconds)).said());
        }

        private LegTold event(long seconds, UnaryOperator<Facts> more) {
            return add(
                    seconds,
                    TestFacts.event(
                            id,
                            1000 * seconds,
                            it -> more.apply(it.initiationMethod(method)
                                    .initialContact(previous == null ? null : first())
                                    .previousContact(previous))));
        }

        /// Of these stories the one that was told of first.
        private ContactId first() {
            return story.said.getFirst().contact().id();
        }

        private LegTold add(long seconds, Contact contact) {
            story.said.add(new Said(seconds, contact));
            return this;
        }
    }
}
