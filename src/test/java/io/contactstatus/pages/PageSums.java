package io.contactstatus.pages;

import io.contactstatus.contact.Snapshot;
import io.contactstatus.pages.board.RowSums;
import io.contactstatus.pages.card.TimeBarSums;
import io.contactstatus.view.ContactSummaryView;
import java.time.Instant;

/// What a contact's row on the board and its timeline add up to, against what is resolved of it.
public final class PageSums {

    private PageSums() {}

    public static void assertThatTheyAgree(ContactSummaryView summary, Snapshot seen, Instant now) {
        TimeBarSums.assertThatTheyAgree(seen, now);
        RowSums.assertThatTheyAgree(summary, seen, now);
    }
}
