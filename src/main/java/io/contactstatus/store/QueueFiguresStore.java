package io.contactstatus.store;

import io.contactstatus.contact.QueueDeparture;
import io.contactstatus.contact.QueueFigures;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// The figures of closed intervals, and what they are made of: the contacts that left a queue. Every method may throw
/// [StoreUnavailable].
///
/// A change of a contact that concerns an interval which may be closed marks that one before the contact is written. So
/// ask for marks first, then for figures: what is not marked then is not older than what any contact shows.
public interface QueueFiguresStore {

    List<KnownQueue> queues();

    /// What left the queue in that time, each contact once: those that are over, and live ones that an agent has.
    void forEachDeparture(QueueKey queue, Instant from, Instant until, Consumer<QueueDeparture> user);

    /// Of intervals of that length that begin in that time, by their beginnings. Where nothing happened is nothing.
    Map<Instant, QueueFigures> figures(QueueKey queue, String length, Instant from, Instant until);

    void put(QueueKey queue, String length, Instant from, QueueFigures figures);

    /// That a quarter of an hour has to be summed up anew.
    ///
    /// @param entry names it in the store
    record Mark(QueueKey queue, Instant quarter, Instant at, String entry) {}

    /// Of quarters that begin in that time.
    List<Mark> marks(QueueKey queue, Instant from, Instant until);

    /// A mark may go when its quarter was summed up after contacts which it announced were written for certain.
    void clear(Mark mark);

    /// Everything that was over by then has been summed up.
    Optional<Instant> closedUntil();

    void closeUntil(Instant until);

    /// How long after its end an interval is left open: until then it is summed up from its contacts alone.
    Duration open();

    /// Intervals that begin before may lack contacts that are gone, and are summed up no more.
    Instant oldestWhole(Instant now);
}
