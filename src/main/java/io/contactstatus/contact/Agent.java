package io.contactstatus.contact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// An agent: what all agent events together show, in whatever order they come and however often.
///
/// Each event with a snapshot is a complete statement, so the newest one is what is shown. What a later snapshot no
/// longer shows adds up over all of them: what was missed, until when contacts were held, when the agent logged in and
/// out. Events without a snapshot, as some logins and logouts are, leave everything else as it is.
///
/// @param agentId the last part of the ARN
/// @param at the time of the newest event of any kind
/// @param newest the events with a snapshot of their newest moment, at most [AgentEvent#MOST_OF_A_MOMENT]; none
///   before the first one has come
/// @param loggedInAt the last LOGIN
/// @param lastLogout the last LOGOUT, unless a LOGIN followed it; [#loggedOutAt] tells whether it still holds
/// @param lastHeld until when the agent had contacts, the newest ones first, at most [#MOST_HELD]
/// @param begun states that only the difference of two snapshots dates, the newest ones first, at most
///   [#MOST_BEGUN]
/// @param missed the newest ones first, and never more than [#MOST_MISSED]
public record Agent(
        String agentId,
        String agentArn,
        Instant at,
        List<AgentEvent> newest,
        @Nullable Instant loggedInAt,
        @Nullable Instant lastLogout,
        List<LastHeld> lastHeld,
        List<Begun> begun,
        List<Missed> missed) {

    /// An agent is one small item.
    public static final int MOST_MISSED = 10;

    static final int MOST_HELD = 10;

    /// Of calls an agent has one at a time.
    static final int MOST_BEGUN = 4;

    public Agent {
        newest = AgentEvent.newest(newest);
        loggedInAt = later(loggedInAt, newest, AgentEvent.LOGIN);
        lastLogout = later(lastLogout, newest, AgentEvent.LOGOUT);
        if (loggedInAt != null && lastLogout != null && loggedInAt.isAfter(lastLogout)) {
            lastLogout = null;
        }
        lastHeld = latest(LastHeld.also(lastHeld, newest), LastHeld::contactId, MOST_HELD);
        begun = latest(begun, Begun::contactId, MOST_BEGUN);
        missed = missed.size() < 2
                ? List.copyOf(missed)
                : missed.stream()
                        .distinct()
                        .sorted(Comparator.reverseOrder())
                        .limit(MOST_MISSED)
                        .toList();
    }

    private static final String CONNECTED = "CONNECTED";

    /// A contact that the agent has.
    ///
    /// @param since as the snapshot has it: it does not move while a contact is on hold, see [#contacts]
    public record Held(
            ContactId contactId,
            String state,
            @Nullable Instant since,
            @Nullable String channel,
            @Nullable String initiationMethod,
            @Nullable String queueArn,
            @Nullable String queueName,
            @Nullable Instant connectedAt,
            @Nullable Instant queuedAt) {

        public boolean inAfterContactWork() {
            return state.equals(AgentState.ENDED);
        }

        /// It is still shown after the agent had let it ring, and says nothing of where it is now.
        private boolean isRefused() {
            return switch (state) {
                case "MISSED", "REJECTED", "ERROR" -> true;
                default -> false;
            };
        }

        /// What interrupts or ends a conversation may keep the time of the conversation, which is not its own.
        public boolean isUndated() {
            return switch (state) {
                case "CONNECTED_ONHOLD", "PAUSED" ->
                    since == null || connectedAt == null || !since.isAfter(connectedAt);
                case AgentState.ENDED -> since == null || since.equals(connectedAt);
                default -> false;
            };
        }

        private boolean began(Instant then) {
            return since == null || !since.isAfter(then);
        }

        private Held since(@Nullable Instant then) {
            return new Held(
                    contactId, state, then, channel, initiationMethod, queueArn, queueName, connectedAt, queuedAt);
        }
    }

    /// The last that the agent's events tell of a contact.
    ///
    /// @param left whether it is known how it ended: it was refused, or a difference of two snapshots tells
    ///   that it left
    public record LastHeld(ContactId contactId, Instant at, boolean left) implements Comparable<LastHeld> {

        private static final Comparator<LastHeld> ORDER =
                Comparator.comparing(LastHeld::at).thenComparing(LastHeld::left).thenComparing(LastHeld::contactId);

        /// Those and what the events show.
        private static List<LastHeld> also(List<LastHeld> known, List<AgentEvent> events) {
            var all = new ArrayList<>(known);
            for (var event : events) {
                for (var held : event.atAgent()) {
                    all.add(new LastHeld(held.contactId(), event.at(), held.isRefused()));
                }
            }
            return all;
        }

        /// Newest last.
        @Override
        public int compareTo(LastHeld other) {
            return ORDER.compare(this, other);
        }
    }

    /// A state that began although the time that goes with it did not move: two snapshots differ in it.
    public record Begun(ContactId contactId, String state, Instant at) implements Comparable<Begun> {

        private static final Comparator<Begun> ORDER =
                Comparator.comparing(Begun::at).thenComparing(Begun::state).thenComparing(Begun::contactId);

        /// Newest last.
        @Override
        public int compareTo(Begun other) {
            return ORDER.compare(this, other);
        }
    }

    /// A contact that rang at this agent until it was given up. The agent may miss a chat or task more than once.
    public record Missed(Instant at, ContactId contactId) implements Comparable<Missed> {

        private static final Comparator<Missed> ORDER =
                Comparator.comparing(Missed::at).thenComparing(Missed::contactId);

        /// Newest last.
        @Override
        public int compareTo(Missed other) {
            return ORDER.compare(this, other);
        }
    }

    /// Whether the agent has a contact.
    ///
    /// @param at held: the newest snapshot's time; otherwise the last time that an event showed it there
    public record Holding(ContactId contactId, State state, Instant at) {

        public enum State {
            HELD,

            /// It is gone, and nothing tells when it went.
            LET_GO,

            /// It is gone, and that was told when it went.
            LEFT
        }
    }

    /// What both together show, in whatever order they come.
    public Agent join(Agent other) {
        var newer = NEWER.apply(this, other);
        return new Agent(
                newer.agentId,
                newer.agentArn,
                newer.at,
                Stream.concat(newest.stream(), other.newest.stream()).toList(),
                later(loggedInAt, other.loggedInAt),
                later(lastLogout, other.lastLogout),
                Stream.concat(lastHeld.stream(), other.lastHeld.stream()).toList(),
                Stream.concat(begun.stream(), other.begun.stream()).toList(),
                Stream.concat(missed.stream(), other.missed.stream()).toList());
    }

    private static final BinaryOperator<Agent> NEWER =
            BinaryOperator.maxBy(Comparator.comparing(Agent::at).thenComparing(Agent::agentArn));

    /// The newest event with a snapshot, which is what is shown.
    public @Nullable AgentEvent shown() {
        return AgentEvent.last(newest);
    }

    public @Nullable String username() {
        var shown = shown();
        return shown == null ? null : shown.username();
    }

    /// As Amazon Connect says it, also of an agent who has logged out.
    public @Nullable AgentStatus status() {
        var shown = shown();
        return shown == null ? null : shown.status();
    }

    /// `OFFLINE` after logging out: the status that was set before does not count.
    public @Nullable String statusType() {
        var status = status();
        if (loggedOutAt() != null) {
            return AgentStatus.OFFLINE;
        }
        return status == null ? null : status.type();
    }

    /// Null while the agent is logged in, as far as is known. Heartbeats go on for an hour after logging out,
    /// so only a later LOGIN ends it, or a status that was begun later. That an agent was set offline
    /// proves nothing.
    public @Nullable Instant loggedOutAt() {
        var status = status();
        var back = lastLogout != null
                && status != null
                && status.since() != null
                && !status.isOffline()
                && status.since().isAfter(lastLogout);
        return back ? null : lastLogout;
    }

    /// The agent's contacts, with the times that differences of snapshots tell. A hold or pause whose beginning
    /// is not known has none.
    public List<Held> contacts() {
        var shown = shown();
        return shown == null
                ? List.of()
                : shown.atAgent().stream().map(this::dated).toList();
    }

    private Held dated(Held held) {
        var last = begun(held.contactId());
        if (last != null && last.state().equals(held.state()) && held.began(last.at())) {
            return held.since(last.at());
        }
        return held.isUndated() ? held.since(null) : held;
    }

    private @Nullable Begun begun(ContactId id) {
        return begun.stream()
                .filter(one -> one.contactId().equals(id))
                .findFirst()
                .orElse(null);
    }

    /// What is known of each contact that was here.
    public Map<ContactId, Holding> holdings() {
        var shown = shown();
        if (shown == null || shown.contacts() == null) {
            return Map.of();
        }
        var holdings = new LinkedHashMap<ContactId, Holding>();
        for (var held : shown.atAgent()) {
            var state = held.isRefused() ? Holding.State.LEFT : Holding.State.HELD;
            holdings.put(held.contactId(), new Holding(held.contactId(), state, shown.at()));
        }
        for (var last : lastHeld) {
            if (last.left() || last.at().isBefore(shown.at())) {
                var state = last.left() ? Holding.State.LEFT : Holding.State.LET_GO;
                holdings.putIfAbsent(last.contactId(), new Holding(last.contactId(), state, last.at()));
            }
        }
        return holdings;
    }

    /// Holds and pauses that are over although no event told their end: the newest one shows the conversation
    /// instead, without saying since when. It is so at the latest from that event on.
    public Map<ContactId, Begun> resumed() {
        var shown = shown();
        var resumed = new HashMap<ContactId, Begun>();
        if (shown != null && !begun.isEmpty()) {
            for (var held : shown.atAgent()) {
                var last = begun(held.contactId());
                if (last != null
                        && held.state().equals(CONNECTED)
                        && !last.state().equals(CONNECTED)
                        && last.at().isBefore(shown.at())
                        && held.began(last.at())) {
                    resumed.put(held.contactId(), last);
                }
            }
        }
        return resumed;
    }

    private static @Nullable Instant later(@Nullable Instant at, List<AgentEvent> events, String type) {
        for (var event : events) {
            if (event.eventType().equals(type)) {
                return later(at, event.at());
            }
        }
        return at;
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    /// The latest of each contact, the newest first.
    private static <T extends Comparable<? super T>> List<T> latest(
            List<T> all, Function<T, ContactId> contact, int most) {
        if (all.size() < 2) {
            return List.copyOf(all);
        }
        var latest = new HashMap<ContactId, T>();
        all.forEach(one -> latest.merge(contact.apply(one), one, BinaryOperator.maxBy(Comparator.naturalOrder())));
        return latest.values().stream()
                .sorted(Comparator.reverseOrder())
                .limit(most)
                .toList();
    }
}
