package io.contactstatus.pages.board;

import io.contactstatus.contact.Leg;
import io.contactstatus.live.DigestAudience;
import io.contactstatus.live.LiveSnapshot;
import io.contactstatus.live.ViewDigest;
import io.contactstatus.masking.Veil;
import io.contactstatus.view.ContactSummaryView;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The open boards with the same filter, look, language and clearance. Events, as `board.js` takes them:
///
/// - `board`: all of it
/// - `changes`: which rows are gone, which are new or in another place, and what is counted
/// - `abandoned`: the list of abandoned contacts has changed and is to be fetched
record BoardAudience(
        BoardQuery query,
        BoardLook look,
        Veil veil,
        Locale locale,
        BoardBuilder boards,
        BoardFragments fragments,
        QueueNames names,
        AbandonedContacts abandoned)
        implements DigestAudience<ContactSummaryView> {

    /// Called first for each change, at once: so names and abandoned contacts are noted here.
    @Override
    public Duration heartbeat() {
        return HEARTBEAT_OF_PAGES;
    }

    @Override
    public void observe(@Nullable ContactSummaryView before, ContactSummaryView after) {
        names.learn(after);
        if (abandoned.concerns(before, after)) {
            abandoned.changed(after);
        }
    }

    @Override
    public boolean wants(@Nullable ContactSummaryView before, ContactSummaryView after) {
        return abandoned.concerns(before, after) || shows(after) || shows(before);
    }

    private boolean shows(@Nullable ContactSummaryView contact) {
        return contact != null && contact.leg() == Leg.CUSTOMER && query.admits(contact, names);
    }

    @Override
    public ViewDigest<ContactSummaryView> digest() {
        return new BoardDigest(this);
    }

    Board board(LiveSnapshot<ContactSummaryView> snapshot) {
        return boards.board(snapshot, contact -> query.admits(contact, names), look.sorted(), veil);
    }

    String whole(Board board) {
        return fragments.whole(board, links(), locale);
    }

    String changes(Board board, BoardChanges changes) {
        return fragments.changes(board, changes, links(), locale);
    }

    private BoardLook.Links links() {
        return look.links(BoardController.PATH, query);
    }
}
