package io.contactstatus.pages;

import io.contactstatus.store.DeadLetterStore;
import io.contactstatus.store.StoreUnavailable;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;
import org.springframework.web.server.ResponseStatusException;

/// The dead letters as pages list them.
@Component
class LetterShelf {

    /// What is looked at, and tried again, at once.
    static final int AT_ONCE = 20;

    /// What the store gives out as a position. It is no secret: it leads to no other letters than the list does.
    private static final Pattern POSITION = Pattern.compile("[0-3]:\\d{1,15}:[0-9a-zA-Z_=-]{1,100}");

    private final DeadLetterStore letters;

    LetterShelf(DeadLetterStore letters) {
        this.letters = letters;
    }

    Letters letters(@Nullable String from) {
        var position = from == null || from.isEmpty() ? null : from;
        if (position != null && !POSITION.matcher(position).matches()) {
            throw new ResponseStatusException(HttpStatus.BAD_REQUEST);
        }
        return Letters.of(letters.newest(AT_ONCE, position), position);
    }

    /// Nothing where the store is away: the page says so elsewhere.
    void show(@Nullable String from, Model model) {
        try {
            model.addAttribute("letters", letters(from));
        } catch (StoreUnavailable away) {
            model.addAttribute("letters", null);
        }
    }
}
