package io.contactstatus.contact;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Seats as one agent event each shows them.
public final class Seats {

    private Seats() {}

    /// Of an event that shows no more than this.
    public static Seat of(String agentId, SeatEvent event, Seat.Missed... missed) {
        return of(agentId, event.at(), List.of(event), missed);
    }

    private static Seat of(String agentId, Instant at, List<SeatEvent> events, Seat.Missed... missed) {
        return new Seat(agentId, "arn:agent/" + agentId, at, events, null, null, List.of(), List.of(), List.of(missed));
    }

    /// Of a login or logout without snapshots.
    public static Seat bare(String agentId, Instant at, String eventType) {
        return new Seat(
                agentId,
                "arn:agent/" + agentId,
                at,
                List.of(),
                eventType.equals("LOGIN") ? at : null,
                eventType.equals("LOGOUT") ? at : null,
                List.of(),
                List.of(),
                List.of());
    }

    public static SeatEvent event(
            Instant at,
            String id,
            String type,
            Seat.@Nullable Status status,
            @Nullable Long previous,
            Seat.Held... contacts) {
        return new SeatEvent(
                at, id, type, "jane", "Jane", "Doe", status, null, "Basic", List.of(), List.of(contacts), previous);
    }

    public static Seat.Status status(String name, String type, Instant since) {
        return new Seat.Status(name, type, "arn:status", since);
    }

    public static Seat.Held held(String contactId, String state, Instant since) {
        return new Seat.Held(
                new ContactId(contactId), state, since, "VOICE", "INBOUND", "arn:queue", "Billing", since, since);
    }

    /// The event says that these have left with it.
    public static Seat without(Seat seat, String... contactIds) {
        return new Seat(
                seat.agentId(),
                seat.agentArn(),
                seat.at(),
                seat.newest(),
                seat.loggedInAt(),
                seat.lastLogout(),
                Stream.of(contactIds)
                        .map(id -> new Seat.LastHeld(new ContactId(id), seat.at(), true))
                        .toList(),
                seat.begun(),
                seat.missed());
    }

    /// The event dates that state itself.
    public static Seat begun(Seat seat, String contactId, String state) {
        return new Seat(
                seat.agentId(),
                seat.agentArn(),
                seat.at(),
                seat.newest(),
                seat.loggedInAt(),
                seat.lastLogout(),
                seat.lastHeld(),
                List.of(new Seat.Begun(new ContactId(contactId), state, seat.at())),
                seat.missed());
    }
}
