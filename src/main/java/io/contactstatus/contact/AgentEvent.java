package io.contactstatus.contact;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What one agent event with a snapshot shows of an agent: a complete statement, its own time included.
///
/// Events of one moment are ordered by their snapshots: the one whose previous snapshot is the other's current
/// one came later. Ids are random and only settle what the snapshots leave open.
///
/// @param hierarchy names of the groups that the agent belongs to, from the top
/// @param contacts null where the event does not tell which contacts the agent has: then none has left either
/// @param previous digest of the snapshot before; null where there was none
public record AgentEvent(
        Instant at,
        String eventId,
        String eventType,
        @Nullable String username,
        @Nullable String firstName,
        @Nullable String lastName,
        @Nullable AgentStatus status,
        @Nullable AgentStatus nextStatus,
        @Nullable String routingProfile,
        List<String> hierarchy,
        @Nullable List<Agent.Held> contacts,
        @Nullable Long previous) {

    /// More events than that in one millisecond are not ordered, but the newest ids win.
    static final int MOST_OF_A_MOMENT = 8;

    static final String LOGIN = "LOGIN";
    static final String LOGOUT = "LOGOUT";

    /// Amazon Connect has five levels.
    private static final int MOST_GROUPS = 5;

    /// Two events of one id differ only where something is broken, and then any order will do that is always
    /// the same.
    private static final Comparator<AgentEvent> BY_ID =
            Comparator.comparing(AgentEvent::eventId).thenComparing(AgentEvent::compareText);

    public AgentEvent {
        hierarchy = hierarchy.isEmpty()
                ? List.of()
                : hierarchy.stream().limit(MOST_GROUPS).map(Bounds::name).toList();
        contacts = contacts == null ? null : List.copyOf(contacts);
    }

    /// What tells two snapshots apart: the agent's status, and the contacts with their states.
    public static long digest(@Nullable AgentStatus status, List<Agent.Held> contacts) {
        var text = new StringBuilder();
        if (status != null) {
            text.append(status.name());
            if (status.since() != null) {
                text.append(status.since().toEpochMilli());
            }
        }
        var ordered = contacts.size() < 2
                ? contacts
                : contacts.stream()
                        .sorted(Comparator.comparing(Agent.Held::contactId))
                        .toList();
        for (var held : ordered) {
            text.append('\n').append(held.contactId()).append(' ').append(held.state());
        }
        return fnv1a(text);
    }

    private static long fnv1a(CharSequence text) {
        var hash = 0xcbf29ce484222325L;
        for (var index = 0; index < text.length(); index++) {
            hash = (hash ^ text.charAt(index)) * 0x100000001b3L;
        }
        return hash;
    }

    private long current() {
        return digest(status, atAgent());
    }

    List<Agent.Held> atAgent() {
        return contacts == null ? List.of() : contacts;
    }

    /// Mostly an event meets itself here, and its text costs more than all the rest of reading it.
    private static int compareText(AgentEvent one, AgentEvent other) {
        return one.equals(other) ? 0 : one.toString().compareTo(other.toString());
    }

    /// Those of the newest moment, each once, in the order of their ids.
    static List<AgentEvent> newest(List<AgentEvent> events) {
        // As every event that is read comes.
        if (events.size() < 2) {
            return List.copyOf(events);
        }
        var kept = new TreeSet<>(Comparator.comparing(AgentEvent::at).thenComparing(BY_ID));
        kept.addAll(events);
        while (!kept.isEmpty()
                && (kept.size() > MOST_OF_A_MOMENT
                        || kept.first().at().isBefore(kept.last().at()))) {
            kept.removeFirst();
        }
        return List.copyOf(kept);
    }

    /// The last one of one moment, of events in the order of their ids.
    static @Nullable AgentEvent last(List<AgentEvent> events) {
        if (events.size() < 2) {
            return events.isEmpty() ? null : events.getFirst();
        }
        var later = later(events);
        for (var index = events.size() - 1; index >= 0; index--) {
            if (isLast(index, later)) {
                return events.get(index);
            }
        }
        return events.getLast();
    }

    /// Nothing comes after it that it does not come after as well, as it does in a circle.
    private static boolean isLast(int index, boolean[][] later) {
        for (var other = 0; other < later.length; other++) {
            if (later[index][other] && !later[other][index]) {
                return false;
            }
        }
        return true;
    }

    /// `[one][other]`: a chain of snapshots leads from one to the other.
    private static boolean[][] later(List<AgentEvent> events) {
        var size = events.size();
        var later = new boolean[size][size];
        var current = events.stream().mapToLong(AgentEvent::current).toArray();
        for (var one = 0; one < size; one++) {
            for (var other = 0; other < size; other++) {
                var before = events.get(other).previous();
                later[one][other] = one != other && before != null && before == current[one];
            }
        }
        for (var via = 0; via < size; via++) {
            for (var one = 0; one < size; one++) {
                for (var other = 0; other < size; other++) {
                    later[one][other] |= later[one][via] && later[via][other];
                }
            }
        }
        return later;
    }
}
