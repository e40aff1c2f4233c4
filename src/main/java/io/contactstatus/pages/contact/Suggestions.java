package io.contactstatus.pages.contact;

import io.contactstatus.live.Feed;
import io.contactstatus.masking.Veil;
import io.contactstatus.names.LearntNames;
import io.contactstatus.pages.Called;
import io.contactstatus.pages.CalledNames;
import io.contactstatus.pages.SearchTerm;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.visibility.VisibleInstances;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// What may be meant by the beginning of a search, among the contacts that are live and those abandoned today: the
/// store is not searched for it.
@Component
class Suggestions {

    static final int SHORTEST = 3;

    private static final int MOST = 8;
    private static final int LAST_DIGITS = 4;

    private final Feed<ContactSummaryView> contacts;
    private final AbandonedToday abandoned;
    private final LearntNames names;
    private final CalledNames called;

    Suggestions(Feed<ContactSummaryView> contacts, AbandonedToday abandoned, LearntNames names) {
        this.contacts = contacts;
        this.abandoned = abandoned;
        this.names = names;
        called = new CalledNames(names);
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
        Predicate<ContactSummaryView> meant = contact -> visible.include(contact.instanceId())
                && isMeant(
                        word,
                        digits,
                        veil,
                        contact.contactId(),
                        called.queue(contact.queue()),
                        called.agent(contact.agent()),
                        identifier(contact));
        Predicate<AbandonedToday.Gone> gone = contact -> visible.include(contact.instanceId())
                && isMeant(
                        word,
                        digits,
                        veil,
                        contact.contactId(),
                        called.queue(contact.queueId(), contact.queue()),
                        called.agent(contact.agentId(), contact.agent()),
                        contact.identifier());
        var seen = new HashSet<String>();
        return Stream.concat(contacts.snapshot(visible).items().stream(), abandoned(gone).stream())
                .map(contact -> contact.named(names))
                .filter(meant.and(contact -> seen.add(contact.contactId())))
                .limit(MOST)
                .map(contact -> contact.under(Veil.DRAWN))
                .toList();
    }

    private static @Nullable String identifier(ContactSummaryView contact) {
        var customer = contact.customer();
        return customer == null ? null : customer.identifier();
    }

    private List<ContactSummaryView> abandoned(Predicate<AbandonedToday.Gone> meant) {
        try {
            return abandoned.found(meant, MOST);
        } catch (StoreUnavailable away) {
            return List.of();
        }
    }

    private static @Nullable String lastDigits(String word) {
        var digits = word.replaceAll("[^0-9]", "");
        return digits.length() == LAST_DIGITS && digits.length() == word.length() ? digits : null;
    }

    private static boolean isMeant(
            String word,
            @Nullable String digits,
            Veil veil,
            String contactId,
            @Nullable Called queue,
            @Nullable Called agent,
            @Nullable String identifier) {
        return contactId.toLowerCase(Locale.ROOT).startsWith(word)
                || isCalled(word, queue)
                || isCalled(word, agent)
                || (digits != null && endsWith(identifier, digits, veil));
    }

    /// By the name, or by the end of the id as pages show it: `361a`, or all of `Agent …361a`.
    private static boolean isCalled(String word, @Nullable Called called) {
        if (called == null) {
            return false;
        }
        var name = called.name();
        var tail = called.tail();
        return (name != null && name.toLowerCase(Locale.ROOT).contains(word))
                || (tail != null
                        && word.substring(word.lastIndexOf('.') + 1).strip().equals(tail.toLowerCase(Locale.ROOT)));
    }

    static boolean endsWith(@Nullable String identifier, String digits, Veil veil) {
        // Masking takes longer.
        if (identifier == null || !identifier.endsWith(digits)) {
            return false;
        }
        var shown = veil.over(identifier);
        return shown != null && shown.endsWith(digits);
    }
}
