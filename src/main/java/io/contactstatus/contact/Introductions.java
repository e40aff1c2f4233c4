package io.contactstatus.contact;

import org.jspecify.annotations.Nullable;

/// How the legs of a chain tell each other what they know, wherever contacts are kept.
public final class Introductions {

    private Introductions() {}

    /// Where the other contacts are.
    public interface Others {

        /// Joins it to the other contact, which tells its own others in turn.
        ///
        /// @param teller takes the answer home itself, and is not told again
        /// @return null where the other one is to learn nothing and to tell nothing
        @Nullable
        Contact join(Contact told, ContactId teller);
    }

    /// Tells the others what is new to them. See [Contact#told] for why this comes before the contact's own write.
    ///
    /// @param before what they have been told of already
    /// @param teller the contact that has just told this one; null where a record did
    /// @return the contact with what it has learnt in return
    public static Contact made(Contact before, Contact next, @Nullable ContactId teller, Others others) {
        var alreadyTold = before.told();
        var result = next;
        for (var told : next.told().entrySet()) {
            var other = told.getKey();
            if (other.equals(teller) || told.getValue().equals(alreadyTold.get(other))) {
                continue;
            }
            var answer = others.join(told.getValue(), next.id());
            if (answer != null && next.inheritsFrom(other)) {
                result = result.inheriting(answer);
            }
        }
        return result;
    }
}
