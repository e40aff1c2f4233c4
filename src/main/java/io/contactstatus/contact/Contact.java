package io.contactstatus.contact;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Everything known about one contact: the join of all facts received, in whatever order.
///
/// This is knowledge, not appearance. What the contact *is* (its status, its phases) is derived by [#snapshot].
///
/// @param record the newest contact record; null until one came
/// @param identity who the customer is according to this leg alone
/// @param milestones what it tells the other legs of its chain
/// @param notes attributes that a CRM or a flow set through our API; the contact record cannot know them
/// @param insights what Contact Lens makes of the conversation
/// @param callBack who calls its customer back; null when nothing was agreed
public record Contact(
        ContactId id,
        LastBySource heard,
        LiveFacts live,
        @Nullable ContactRecord record,
        Identity identity,
        Milestones milestones,
        ChainLinks chain,
        Registers<Note> notes,
        Insights insights,
        @Nullable Latest<CallBack> callBack) {

    /// A contact of which nothing is known yet: the neutral element of [#join].
    public static Contact unseen(ContactId id) {
        return new Contact(
                id,
                LastBySource.NOTHING,
                LiveFacts.NOTHING,
                null,
                Identity.UNKNOWN,
                Milestones.NONE,
                ChainLinks.NONE,
                Registers.none(LiveFacts.MOST_ATTRIBUTES),
                Insights.NONE,
                null);
    }

    /// Both knowledges as one. Commutative, associative, idempotent.
    public Contact join(Contact other) {
        if (!id.equals(other.id)) {
            throw new IllegalArgumentException("two different contacts cannot be joined");
        }
        return new Contact(
                id,
                heard.join(other.heard),
                live.join(other.live),
                ContactRecord.newest(record, other.record),
                identity.join(other.identity),
                milestones.join(other.milestones),
                chain.join(other.chain),
                notes.join(other.notes),
                insights.join(other.insights),
                Latest.of(callBack, other.callBack));
    }

    /// Whether storing it in place of the other would change nothing of what is shown. What Contact Lens says moves
    /// with every sentence; all other facts count as they are.
    public boolean looksLike(Contact other) {
        return insights.looksLike(other.insights) && with(other.insights).equals(other);
    }

    /// Whether all that the other was told through our API was told to this one before, not longer ago than that, and
    /// is shown of it still.
    public boolean hasNoted(Contact told, Duration within) {
        var shown = snapshot().attributes();
        var assigned = told.identity.assigned();
        return told.notes.byKey().entrySet().stream().allMatch(entry -> {
                    var known = notes.byKey().get(entry.getKey());
                    var value = entry.getValue().value();
                    return known != null
                            && known.value().equals(value)
                            && isWithin(known, entry.getValue(), within)
                            && Objects.equals(shown.get(entry.getKey()), value.text());
                })
                && (assigned == null
                        || (identity.assigned() != null
                                && identity.assigned().value().equals(assigned.value())
                                && isWithin(identity.assigned(), assigned, within)));
    }

    private static boolean isWithin(Latest<?> before, Latest<?> after, Duration most) {
        return !after.stamp().at().isAfter(before.stamp().at().plus(most));
    }

    /// The same with other insights.
    public Contact with(Insights others) {
        return new Contact(id, heard, live, record, identity, milestones, chain, notes, others, callBack);
    }

    /// The same without attributes and tags: nothing else that is shown depends on them. Joined to what has them, it is
    /// the whole again.
    public Contact brief() {
        return new Contact(
                id,
                heard,
                live.withoutAttributes(),
                record == null ? null : record.withoutAttributes(),
                identity,
                milestones,
                chain,
                Registers.none(LiveFacts.MOST_ATTRIBUTES),
                insights,
                callBack);
    }

    /// False for a contact that only other contacts have spoken of: it holds the chain together and is not shown.
    public boolean isHeardOf() {
        return !heard.lastBySource().isEmpty();
    }

    /// The id that all legs of the chain share: the first leg's.
    public ContactId chainId() {
        return chain.initial() == null ? id : chain.initial().value();
    }

    public boolean isFirstLeg() {
        return chainId().equals(id);
    }

    /// Contacts of other chains that it names as related, and those that name it.
    public SortedSet<ContactId> associates() {
        var all = new TreeSet<>(chain.associates().elements());
        if (chain.related() != null) {
            all.add(chain.related().value());
        }
        if (record != null && record.relatedContactId() != null) {
            all.add(record.relatedContactId());
        }
        all.remove(id);
        return all;
    }

    /// What it looks like with everything known so far.
    public Snapshot snapshot() {
        return Snapshot.of(this);
    }

    /// What this contact has to tell others, as something to join to them.
    ///
    /// A later leg introduces itself to the first one, where all legs meet, and to the one before. The first
    /// leg hands what it knows to all. A contact that is related to another one says so there. What it
    /// tells the others has to be stored *before* the contact itself: after a crash in between, the repetition
    /// would find nothing new in the contact, and they would never learn it.
    ///
    /// What a contact knows only grows, and so must what it tells: to tell later is to tell that and more, but for
    /// who an outside party is ([LegFacts#told]), which the others do not ask.
    /// Nothing here may come from a statement that a newer one replaces, as the contact record is.
    public Map<ContactId, Contact> told() {
        var told = new TreeMap<ContactId, Contact>();
        if (isFirstLeg()) {
            chain.legs().keySet().stream().filter(leg -> !leg.equals(id)).forEach(leg -> {
                var known = knownTo(leg);
                if (!known.isEmpty()) {
                    told.put(leg, unseen(leg).with(ChainLinks.inheriting(known)));
                }
            });
        } else {
            var introduction = ChainLinks.introducing(id, legFacts().told());
            told.put(chainId(), unseen(chainId()).with(introduction));
            var previous = previousContactId();
            if (previous != null && !previous.equals(id)) {
                told.put(previous, unseen(previous).with(introduction));
            }
        }
        var related = chain.related() == null ? null : chain.related().value();
        if (related != null && !related.equals(id)) {
            told.merge(related, unseen(related).with(ChainLinks.associating(id)), Contact::join);
        }
        return told;
    }

    /// Whether another contact to which it tells something has something for it, too.
    public boolean inheritsFrom(ContactId other) {
        return !isFirstLeg() && (other.equals(chainId()) || other.equals(previousContactId()));
    }

    /// What a leg takes over from what another one of its chain knows. The first leg knows all; the one before
    /// is asked too, because the first one of a long chain may have expired and begun anew.
    public Contact inheriting(Contact leg) {
        return with(ChainLinks.inheriting(leg.knownTo(id)));
    }

    /// The other contacts whose words make it what it is: the legs of its chain that it knows of.
    public SortedSet<ContactId> otherLegs() {
        var legs = new TreeSet<>(chain.known().keySet());
        legs.add(chainId());
        var previous = previousContactId();
        if (previous != null) {
            legs.add(previous);
        }
        legs.remove(id);
        return legs;
    }

    /// Whether each leg that has told of itself is among the others that it knows of; false where it has no room for
    /// more.
    public boolean hasRoomForLegs() {
        return chain.legs().size() < ChainLinks.MOST;
    }

    Contact rememberingOf(ContactId leg, LegFacts known) {
        return unseen(id).with(ChainLinks.inheriting(new TreeMap<>(Map.of(leg, known))));
    }

    /// All that is known of the chain, the asking leg's own knowledge excepted.
    private SortedMap<ContactId, LegFacts> knownTo(ContactId leg) {
        var known = new TreeMap<ContactId, LegFacts>();
        chain.known().forEach((other, facts) -> {
            if (!facts.isUnknown()) {
                known.put(other, facts);
            }
        });
        var own = legFacts();
        if (!own.isUnknown()) {
            known.merge(id, own, LegFacts::join);
        }
        known.remove(leg);
        known.replaceAll((other, facts) -> facts.told());
        return known;
    }

    /// What it knows of itself that concerns the others.
    private LegFacts legFacts() {
        return new LegFacts(
                identity,
                live.initiationMethod(),
                chain.previous(),
                live.initiated(),
                milestones,
                live.queueArn(),
                live.agentArn());
    }

    @Nullable
    ContactId previousContactId() {
        return chain.previous() == null ? null : chain.previous().value();
    }

    @Nullable
    String initiationMethod() {
        if (record != null && record.initiationMethod() != null) {
            return record.initiationMethod();
        }
        return live.initiationMethod() == null ? null : live.initiationMethod().value();
    }

    private Contact with(ChainLinks more) {
        return new Contact(id, heard, live, record, identity, milestones, chain.join(more), notes, insights, callBack);
    }
}
