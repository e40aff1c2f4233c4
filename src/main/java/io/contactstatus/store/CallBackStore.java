package io.contactstatus.store;

import io.contactstatus.contact.CallBack;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Latest;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// Who calls which customer back: one item for each key of a customer, so that two cannot have the same customer
/// through two of their contacts. May throw [StoreUnavailable].
public interface CallBackStore {

    /// In place of a key, for what is agreed in one instance of Amazon Connect alone.
    static String ofInstance(String instanceId, String key) {
        return " " + instanceId + " " + key;
    }

    /// Writes down what is wanted under all keys, or under none: not where another one has the customer, nor where
    /// the customer was called back after they had left.
    ///
    /// @param contact stands for the customer where they have no key
    /// @param keys of the customer
    /// @param left when the customer gave up; null when that is not known
    /// @return who has it instead; empty when what was wanted is written
    Optional<Latest<CallBack>> put(
            ContactId contact, Set<String> keys, Latest<CallBack> wanted, @Nullable Instant left);
}
