package io.contactstatus.contact;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/// All that one record says of a contact, known to the contact or not, and of when. The contact as it was at some
/// moment is the join of the testimonies up to then.
///
/// @param at the record's own time, never when it came; [Stamp#UNTIMED] where it tells none
public record Testimony(Instant at, Source source, Contact facts) {

    private static final Duration FAST = Duration.ofDays(1);

    public Testimony {
        at = EventTimes.realOrUntimed(at);
    }

    public ContactId contactId() {
        return facts.id();
    }

    /// Whether its time says when it was said.
    boolean isTimed(Instant now) {
        return !at.equals(Stamp.UNTIMED) && !isOfWrongClock(now);
    }

    /// Dated further ahead than clocks differ: such a one counts as without a time.
    public boolean isOfWrongClock(Instant now) {
        return isOfWrongClock(at, now);
    }

    public static boolean isOfWrongClock(Instant at, Instant now) {
        return at.isAfter(now.plus(FAST));
    }

    /// Which of those that have no entry of their own in the history must be kept all the same, so that the contact at
    /// any moment can be had from what is kept.
    ///
    /// What is known already may have been told by something later: only a contact that has heard of nothing later
    /// can say that one of them is no news. So one that comes late is kept, too.
    ///
    /// @param known the contact before them
    /// @param kept those of the same batch that are kept in any case
    public static List<Testimony> news(Contact known, Collection<Testimony> kept, Collection<Testimony> unlisted) {
        var news = new ArrayList<Testimony>();
        var inOrder =
                unlisted.stream().sorted(Comparator.comparing(Testimony::at)).toList();
        for (var next : inOrder) {
            var until = isHeardAfter(known, next.at) ? Contact.unseen(known.id()) : known;
            for (var other : kept) {
                until = other.at.isAfter(next.at) ? until : until.join(other.facts);
            }
            for (var other : news) {
                until = until.join(other.facts);
            }
            if (!until.join(next.facts).equals(until)) {
                news.add(next);
            }
        }
        return List.copyOf(news);
    }

    private static boolean isHeardAfter(Contact contact, Instant at) {
        return contact.heard().lastBySource().values().stream().anyMatch(last -> last.isAfter(at));
    }
}
