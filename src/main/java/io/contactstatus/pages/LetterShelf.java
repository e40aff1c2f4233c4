package io.contactstatus.pages;

import io.contactstatus.store.DeadLetterStore;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.view.Cursors;
import io.contactstatus.view.Query;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/// The dead letters as pages list them.
@Component
class LetterShelf {

    /// What is looked at, and tried again, at once.
    static final int AT_ONCE = 20;

    private static final Query QUERY = Query.of("/ui/streaming");

    private final DeadLetterStore letters;
    private final Cursors cursors;

    LetterShelf(DeadLetterStore letters, Cursors cursors) {
        this.letters = letters;
        this.cursors = cursors;
    }

    /// @param from a cursor
    Letters letters(@Nullable String from) {
        var cursor = from == null || from.isEmpty() ? null : from;
        var page = letters.newest(AT_ONCE, cursors.opened(cursor, QUERY));
        return Letters.of(page.items(), cursor, cursors.sealed(page.next(), QUERY));
    }

    /// Nothing where the store is away: the page says so elsewhere.
    void show(@Nullable String from, Model model) {
        try {
            model.addAttribute("letters", letters(from));
        } catch (StoreUnavailable away) {
            model.addAttribute("letters", null);
            model.addAttribute("from", from);
        }
    }
}
