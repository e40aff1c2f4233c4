package io.contactstatus.pages;

import io.contactstatus.contact.Leg;
import io.contactstatus.live.Digest;
import io.contactstatus.live.DigestAudience;
import io.contactstatus.live.Picture;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.Veil;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Those who look at the board alike. Events, as `board.js` takes them:
///
/// - `board`: all of it
/// - `changes`: which rows are gone, which are new or in another place, and what is counted
/// - `abandoned`: that list is another one now
record BoardAudience(
        BoardQuery query,
        Veil veil,
        Locale locale,
        BoardFragments fragments,
        QueueNames names,
        AbandonedContacts abandoned)
        implements DigestAudience<ContactSummaryView> {

    /// Told of each change first, and at once: so what there is to learn of it is learned here.
    @Override
    public boolean wants(@Nullable ContactSummaryView before, ContactSummaryView after) {
        names.learn(after);
        var concerned = abandoned.concerns(before, after);
        if (concerned) {
            abandoned.changed(after);
        }
        return concerned || shows(after) || shows(before);
    }

    private boolean shows(@Nullable ContactSummaryView contact) {
        return contact != null && contact.leg() == Leg.CUSTOMER && query.admits(contact, names);
    }

    @Override
    public Digest<ContactSummaryView> digest() {
        return new BoardDigest(this);
    }

    Board board(Picture<ContactSummaryView> picture) {
        return fragments.board(picture, contact -> query.admits(contact, names), veil);
    }
}
