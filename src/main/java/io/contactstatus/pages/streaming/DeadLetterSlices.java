package io.contactstatus.pages.streaming;

import io.contactstatus.store.DeadLetterStore;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.view.CursorQuery;
import io.contactstatus.view.Cursors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/// Reads the list of dead letters, a slice at a time.
@Component
class DeadLetterSlices {

    /// Shown, and replayed, at once.
    static final int AT_ONCE = 20;

    private static final CursorQuery QUERY = CursorQuery.of("/ui/streaming");

    private final DeadLetterStore letters;
    private final Cursors cursors;

    DeadLetterSlices(DeadLetterStore letters, Cursors cursors) {
        this.letters = letters;
        this.cursors = cursors;
    }

    /// @param from a cursor
    DeadLetterSlice letters(@Nullable String from) {
        var cursor = from == null || from.isEmpty() ? null : from;
        var page = letters.newest(AT_ONCE, cursors.opened(cursor, QUERY));
        return DeadLetterSlice.of(page.items(), cursor, cursors.sealed(page.next(), QUERY));
    }

    /// Without the store the list is left out: the page says elsewhere that the store is unavailable.
    void show(@Nullable String from, Model model) {
        try {
            model.addAttribute("letters", letters(from));
        } catch (StoreUnavailable away) {
            model.addAttribute("letters", null);
            model.addAttribute("from", from);
        }
    }
}
