package io.contactstatus.contact;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Everything known about one contact: the join of all facts received, in whatever order.
///
/// This is knowledge, not appearance. What the contact *is* (its status, its flags) is derived by [#snapshot].
///
/// @param record the newest contact record; null until one came
/// @param identity who the customer is according to this leg alone
/// @param notes attributes that a CRM or a flow set through our API; the contact record cannot know them
public record Contact(
        ContactId id,
        Heard heard,
        Live live,
        @Nullable ContactRecord record,
        Identity identity,
        Kin kin,
        Registers<Note> notes) {

    /// A contact of which nothing is known yet: the neutral element of [#join].
    public static Contact unseen(ContactId id) {
        return new Contact(
                id,
                Heard.NOTHING,
                Live.NOTHING,
                null,
                Identity.UNKNOWN,
                Kin.NONE,
                Registers.none(Live.MOST_ATTRIBUTES));
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
                kin.join(other.kin),
                notes.join(other.notes));
    }

    /// False for a contact that only other legs have spoken of: it holds the chain together and is not shown.
    public boolean isHeardOf() {
        return !heard.lastBySource().isEmpty();
    }

    /// The id that all legs of the chain share: the first leg's.
    public ContactId chainId() {
        return kin.initial() == null ? id : kin.initial().value();
    }

    public boolean isFirstLeg() {
        return chainId().equals(id);
    }

    /// What it looks like with everything known so far.
    public Snapshot snapshot() {
        return Snapshot.of(this);
    }

    /// What this contact has to tell others of its chain, as something to join to them.
    ///
    /// A later leg introduces itself to the first one, and tells the one before that the customer went on. The
    /// first leg hands what is known of the customer to all. Whoever stores a contact must have stored what it
    /// tells *before*, or a crash in between would leave the others ignorant for ever: the repetition would find
    /// nothing new.
    ///
    /// What a contact knows only grows, and so must what it tells: to tell later is to tell that and more.
    /// Nothing here may come from a statement that a newer one replaces, as the contact record is.
    public Map<ContactId, Contact> told() {
        var told = new TreeMap<ContactId, Contact>();
        if (isFirstLeg()) {
            kin.legs().keySet().stream().filter(leg -> !leg.equals(id)).forEach(leg -> {
                var known = knownTo(leg);
                if (!known.isEmpty()) {
                    told.put(leg, unseen(leg).with(Kin.of(Kin.NONE.legs(), known)));
                }
            });
            return told;
        }
        var introduction = new TreeMap<>(Map.of(id, identity));
        told.put(chainId(), unseen(chainId()).with(Kin.of(introduction, Kin.NONE.inherited())));
        var previous = previousContactId();
        var method = live.initiationMethod();
        if (previous != null && !previous.equals(id) && method != null) {
            var successor = Kin.handedTo(id, method);
            told.merge(previous, unseen(previous).with(successor), Contact::join);
        }
        return told;
    }

    /// What a leg takes over from what another one of its chain knows. The first leg knows all; the one before is asked
    /// too, because the first one of a long chain may have expired and begun anew.
    public Contact inheriting(Contact leg) {
        return with(Kin.of(Kin.NONE.legs(), leg.knownTo(id)));
    }

    /// All that is known of the customer in this chain, the asking leg's own knowledge excepted.
    private SortedMap<ContactId, Identity> knownTo(ContactId leg) {
        var known = new TreeMap<ContactId, Identity>();
        kin.legs().forEach((other, its) -> {
            if (!its.isUnknown()) {
                known.put(other, its);
            }
        });
        kin.inherited().forEach((other, its) -> known.merge(other, its, Identity::join));
        if (!identity.isUnknown()) {
            known.merge(id, identity, Identity::join);
        }
        known.remove(leg);
        return known;
    }

    @Nullable
    ContactId previousContactId() {
        return kin.previous() == null ? null : kin.previous().value();
    }

    @Nullable
    String initiationMethod() {
        if (record != null && record.initiationMethod() != null) {
            return record.initiationMethod();
        }
        return live.initiationMethod() == null ? null : live.initiationMethod().value();
    }

    private Contact with(Kin more) {
        return new Contact(id, heard, live, record, identity, kin.join(more), notes);
    }
}
