package io.contactstatus.view;

import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.Snapshot;

/// Whether customer and agent came together on a contact. By it is told whether a customer who had
/// abandoned was called back.
public final class CustomerReached {

    private CustomerReached() {}

    /// Never on a leg without a customer of its own.
    public static boolean on(Snapshot seen) {
        return seen.leg() == Leg.CUSTOMER
                // An agent works on those without talking to anyone.
                && !"TASK".equals(seen.channel())
                && !"EMAIL".equals(seen.channel())
                && (seen.outcome() == Outcome.ANSWERED || seen.course().isTogether());
    }
}
