package io.contactstatus.pages.contact;

import io.contactstatus.live.Feed;
import io.contactstatus.masking.Veil;
import io.contactstatus.names.LearntNames;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.CustomerView;
import io.contactstatus.visibility.VisibleInstances;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What may be meant by the beginning of a search, among the contacts that are live and those abandoned today: nothing
/// is looked up in the store for it.
@Component
class Suggestions {

    static final int SHORTEST = 3;

    private static final int MOST = 8;
    private static final int LAST_DIGITS = 4;

    private final Feed<ContactSummaryView> contacts;
    private final AbandonedToday abandoned;
    private final LearntNames names;

    Suggestions(Feed<ContactSummaryView> contacts, AbandonedToday abandoned, LearntNames names) {
        this.contacts = contacts;
        this.abandoned = abandoned;
        this.names = names;
    }

    /// Masked for everybody: they are read in passing.
    ///
    /// @param veil of the caller: what it hides finds nothing, as it could be tried out otherwise
    /// @param byNumber whether the last digits of a number may find one
    List<ContactSummaryView> of(SearchTerm search, VisibleInstances visible, Veil veil, boolean byNumber) {
        var word = search.text().toLowerCase(Locale.ROOT);
        if (word.length() < SHORTEST) {
            return List.of();
        }
        var digits = byNumber ? lastDigits(word) : null;
        return Stream.concat(contacts.snapshot(visible).items().stream(), abandoned(visible))
                .map(contact -> contact.named(names))
                .filter(contact -> isMeant(word, digits, veil, contact))
                .distinct()
                .limit(MOST)
                .map(contact -> contact.under(Veil.DRAWN))
                .toList();
    }

    private Stream<ContactSummaryView> abandoned(VisibleInstances visible) {
        try {
            return abandoned.contacts().stream().filter(contact -> visible.include(contact.instanceId()));
        } catch (StoreUnavailable away) {
            return Stream.empty();
        }
    }

    private static @Nullable String lastDigits(String word) {
        var digits = word.replaceAll("[^0-9]", "");
        return digits.length() == LAST_DIGITS && digits.length() == word.length() ? digits : null;
    }

    private static boolean isMeant(String word, @Nullable String digits, Veil veil, ContactSummaryView contact) {
        return contact.contactId().toLowerCase(Locale.ROOT).startsWith(word)
                || (contact.queue() != null && has(contact.queue().name(), word))
                || (contact.agent() != null && has(contact.agent().username(), word))
                || (digits != null && endsWith(contact.customer(), digits, veil));
    }

    private static boolean has(@Nullable String name, String word) {
        return name != null && name.toLowerCase(Locale.ROOT).contains(word);
    }

    static boolean endsWith(@Nullable CustomerView customer, String digits, Veil veil) {
        var identifier = customer == null ? null : customer.identifier();
        // Masking takes longer.
        if (identifier == null || !identifier.endsWith(digits)) {
            return false;
        }
        var shown = veil.over(identifier);
        return shown != null && shown.endsWith(digits);
    }

    /// Such a one is not looked for here: that it is not found says nothing.
    static boolean isWholeNumber(SearchTerm search) {
        return search.text().matches("[+0-9 ().-]+")
                && search.text().replaceAll("[^0-9]", "").length() > LAST_DIGITS;
    }
}
