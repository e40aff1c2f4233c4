package io.contactstatus.security;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/// What a caller may be allowed to do.
enum Scope {
    CONTACTS_READ("contacts:read"),
    CONTACTS_WRITE("contacts:write"),
    /// Ending contacts.
    CONTACTS_CONTROL("contacts:control"),
    /// Finding customers by a number or another identifier, without seeing it.
    CUSTOMERS_LOOKUP("customers:lookup"),
    RECORDINGS_READ("recordings:read"),
    /// Loading recordings to keep them; hearing them needs the one above.
    RECORDINGS_DOWNLOAD("recordings:download"),
    /// Words that were spoken or written.
    TRANSCRIPTS_READ("transcripts:read"),
    INGEST("ingest"),
    ADMIN("admin"),
    /// The wall, which shows nobody's personal data: what a display has.
    DISPLAY("display"),
    PII_READ("pii:read");

    private final String word;

    Scope(String word) {
        this.word = word;
    }

    String word() {
        return word;
    }

    /// The same authority that Spring Security derives from a scope of a JWT.
    String authority() {
        return "SCOPE_" + word;
    }

    GrantedAuthority granted() {
        return new SimpleGrantedAuthority(authority());
    }

    static Optional<Scope> named(String word) {
        return Arrays.stream(values()).filter(scope -> scope.word.equals(word)).findFirst();
    }

    static List<GrantedAuthority> all() {
        return Arrays.stream(values()).map(Scope::granted).toList();
    }
}
