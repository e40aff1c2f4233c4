package io.contactstatus.contact;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The least that a store of contacts does: one item per contact, written only over the version that was read,
/// and what a contact tells written before the contact.
final class VersionedStore {

    private final Map<ContactId, List<Contact>> versions = new HashMap<>();
    private final Telling telling;

    VersionedStore(Telling telling) {
        this.telling = telling;
    }

    /// Two ways to follow the protocol.
    enum Telling {
        /// Everything is told with every change.
        ALL,
        /// Only what was not told before, and not to whoever just spoke.
        NEWS
    }

    /// What happens around the single steps.
    interface Steps {

        Steps UNDISTURBED = new Steps() {};

        default void beforeRead() {}

        default void beforeWrite() {}

        default void afterWrite() {}

        /// Whether a read that need not be the newest is an old one.
        default boolean isStale() {
            return false;
        }
    }

    private record Held(Contact contact, int version) {}

    Map<ContactId, Contact> contacts() {
        var contacts = new TreeMap<ContactId, Contact>();
        versions.forEach((id, all) -> contacts.put(id, all.getLast()));
        return contacts;
    }

    void join(Contact facts, Steps steps) {
        join(facts, null, steps);
    }

    private Contact join(Contact facts, @Nullable ContactId teller, Steps steps) {
        for (var tries = 0; tries < 100; tries++) {
            var held = read(facts.id(), tries > 0, steps);
            var next = held.contact().join(facts);
            if (next.equals(held.contact())) {
                return next;
            }
            next = tellOthers(held.contact(), next, teller, steps);
            if (isWritten(next, held.version(), steps)) {
                return next;
            }
        }
        throw new AssertionError("the writers do not come to an end");
    }

    private Contact tellOthers(Contact before, Contact next, @Nullable ContactId teller, Steps steps) {
        var known = telling == Telling.NEWS ? before.told() : Map.<ContactId, Contact>of();
        var result = next;
        for (var told : next.told().entrySet()) {
            var other = told.getKey();
            var isSpeaking = telling == Telling.NEWS && other.equals(teller);
            if (isSpeaking || told.getValue().equals(known.get(other))) {
                continue;
            }
            var answer = join(told.getValue(), next.id(), steps);
            result = next.inheritsFrom(other) ? result.inheriting(answer) : result;
        }
        return result;
    }

    private Held read(ContactId id, boolean consistently, Steps steps) {
        steps.beforeRead();
        var all = versions.getOrDefault(id, List.of());
        var version = !consistently && !all.isEmpty() && steps.isStale() ? all.size() - 1 : all.size();
        return new Held(version == 0 ? Contact.unseen(id) : all.get(version - 1), version);
    }

    private boolean isWritten(Contact contact, int overVersion, Steps steps) {
        steps.beforeWrite();
        var all = versions.computeIfAbsent(contact.id(), id -> new ArrayList<>());
        if (all.size() != overVersion) {
            return false;
        }
        all.add(contact);
        steps.afterWrite();
        return true;
    }
}
