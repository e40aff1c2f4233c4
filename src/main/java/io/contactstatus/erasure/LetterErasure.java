package io.contactstatus.erasure;

import io.contactstatus.identity.CustomerIdentifiers;
import io.contactstatus.store.ContactEraser;
import io.contactstatus.store.DeadLetterStore;
import io.contactstatus.store.NamedContacts;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// Erases records that could not be read and seem to be about the customer: they name the identifier, in one of the
/// ways
/// it may be written, or one of the contacts that were erased. All of such a letter goes, with what else was in it.
@Component
class LetterErasure {

    private static final int PAGE = 100;

    /// Of what is compressed in a letter.
    private static final int MOST_BYTES = 32 * 1024 * 1024;

    /// Shorter ones are in every second record by chance, but as whole words of JSON.
    private static final int SHORT = 6;

    private final DeadLetterStore letters;
    private final ContactEraser contacts;
    private final CustomerIdentifiers identifiers;

    LetterErasure(DeadLetterStore letters, ContactEraser contacts, CustomerIdentifiers identifiers) {
        this.letters = letters;
        this.contacts = contacts;
        this.identifiers = identifiers;
    }

    /// @return how many it were
    int erase(ContactEraser.Order who) {
        var identifier = pattern(identifiers.spellings(who.identifier()));
        var erased = 0;
        String position = null;
        do {
            var page = letters.newest(PAGE, position);
            for (var letter : page.items()) {
                var payload = letters.find(letter.id());
                if (payload.isPresent() && isAbout(payload.get().payload(), identifier, who)) {
                    erased += letters.delete(letter.id()) ? 1 : 0;
                }
            }
            position = page.next();
        } while (position != null);
        return erased;
    }

    /// None of them as a part of a longer number or word.
    static Pattern pattern(Collection<String> spellings) {
        return Pattern.compile(spellings.stream()
                .map(spelling -> spelling.length() < SHORT
                        ? "\"" + Pattern.quote(spelling) + "\""
                        : "(?<![\\p{Alnum}])" + Pattern.quote(spelling) + "(?![\\p{Alnum}])")
                .collect(Collectors.joining("|")));
    }

    private boolean isAbout(byte[] payload, Pattern identifier, ContactEraser.Order who) {
        var text = text(payload);
        if (identifier.matcher(text).find()) {
            return true;
        }
        var ids = NamedContacts.in(payload);
        return !ids.isEmpty() && !contacts.erased(ids, who.erasureId()).isEmpty();
    }

    /// As it came, and what is compressed in it.
    private static String text(byte[] payload) {
        var inflated = inflated(payload);
        return new String(inflated == null ? payload : inflated, StandardCharsets.UTF_8);
    }

    private static byte @Nullable [] inflated(byte[] payload) {
        try (var in = new GZIPInputStream(new ByteArrayInputStream(payload))) {
            return in.readNBytes(MOST_BYTES);
        } catch (IOException notCompressed) {
            return null;
        }
    }
}
