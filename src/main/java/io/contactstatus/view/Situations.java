package io.contactstatus.view;

import io.contactstatus.store.VisibleContacts;
import io.contactstatus.visibility.VisibleInstances;
import java.time.Clock;
import org.springframework.stereotype.Component;

/// Finds out how things stand with a customer, in one bounded read however many contacts they had.
@Component
public class Situations {

    private static final int NEWEST = 100;

    private final VisibleContacts contacts;
    private final Clock clock;

    Situations(VisibleContacts contacts, Clock clock) {
        this.contacts = contacts;
        this.clock = clock;
    }

    /// @param identifier in its normal form
    public Situation of(String identifier, VisibleInstances visible) {
        var newest = contacts.to(visible).ofCustomer(identifier, null, null, stored -> true, NEWEST, null);
        return new Situation(newest.items().stream().map(Situation.Known::of).toList(), clock.instant());
    }
}
