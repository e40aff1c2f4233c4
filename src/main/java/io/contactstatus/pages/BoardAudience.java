package io.contactstatus.pages;

import io.contactstatus.live.Audience;
import io.contactstatus.live.Picture;
import io.contactstatus.live.ServerEvent;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.Veil;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Those who look at the board alike. Events, as `board.js` takes them:
///
/// - `board`: all of it
/// - `row`: a row that is there from now on, or in the place of the one of the same contact
/// - `gone`: the id of a contact that is not there any more
/// - `abandoned`: that list is another one now
record BoardAudience(
        BoardQuery query,
        Veil veil,
        Locale locale,
        BoardFragments fragments,
        QueueNames names,
        AbandonedContacts abandoned)
        implements Audience<ContactSummaryView> {

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

    @Override
    public List<ServerEvent> changed(@Nullable ContactSummaryView before, ContactSummaryView after) {
        var events = new ArrayList<ServerEvent>();
        if (shows(after)) {
            events.add(new ServerEvent("row", fragments.rows(List.of(after), veil, locale)));
        } else if (shows(before)) {
            events.add(new ServerEvent("gone", after.contactId()));
        }
        if (abandoned.concerns(before, after)) {
            events.add(new ServerEvent("abandoned", after.contactId()));
        }
        return events;
    }

    @Override
    public List<ServerEvent> afresh(Picture<ContactSummaryView> picture) {
        var board = fragments.board(picture, contact -> query.admits(contact, names), veil);
        return List.of(
                new ServerEvent("board", fragments.whole(board, locale)), new ServerEvent("abandoned", "everything"));
    }

    private boolean shows(@Nullable ContactSummaryView contact) {
        return contact != null
                && query.admits(contact, names)
                && Group.of(contact).isPresent();
    }
}
