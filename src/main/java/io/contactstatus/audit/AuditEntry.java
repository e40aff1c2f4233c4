package io.contactstatus.audit;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// What one request is found to do, until its line is written. Kept with the request, whose thread alone uses it.
final class AuditEntry {

    /// Of a longer list the others are counted.
    private static final int MOST_CONTACTS = 200;

    private static final String ATTRIBUTE = AuditEntry.class.getName();

    private AuditKind kind;
    private @Nullable AuditOutcome outcome;
    private final Set<String> contacts = new LinkedHashSet<>();
    private long contactsLeftOut;
    private final Set<String> customers = new LinkedHashSet<>();
    private final Set<String> letters = new LinkedHashSet<>();
    private final Set<String> filters = new TreeSet<>();
    private @Nullable Integer recording;

    private AuditEntry(AuditKind kind) {
        this.kind = kind;
    }

    static @Nullable AuditEntry of(HttpServletRequest request) {
        return (AuditEntry) request.getAttribute(ATTRIBUTE);
    }

    /// The one of the request, begun when there is none.
    static AuditEntry of(HttpServletRequest request, AuditKind kind) {
        var known = of(request);
        if (known == null) {
            known = new AuditEntry(kind);
            request.setAttribute(ATTRIBUTE, known);
        } else if (kind.compareTo(known.kind) > 0) {
            known.kind = kind;
        }
        return known;
    }

    static void end(HttpServletRequest request) {
        request.removeAttribute(ATTRIBUTE);
    }

    void addContacts(Collection<String> ids) {
        for (var id : ids) {
            if (contacts.size() < MOST_CONTACTS) {
                contacts.add(id);
            } else if (!contacts.contains(id)) {
                contactsLeftOut++;
            }
        }
    }

    void addCustomer(List<String> digests) {
        customers.addAll(digests);
    }

    void addLetters(Collection<String> ids) {
        ids.stream().limit(MOST_CONTACTS).forEach(letters::add);
    }

    void addFilters(Collection<String> names) {
        filters.addAll(names);
    }

    void setRecording(int index) {
        recording = index;
    }

    @Nullable
    Integer recording() {
        return recording;
    }

    void setOutcome(AuditOutcome told) {
        outcome = told;
    }

    AuditKind kind() {
        return kind;
    }

    @Nullable
    AuditOutcome outcome() {
        return outcome;
    }

    Set<String> contacts() {
        return contacts;
    }

    long contactsLeftOut() {
        return contactsLeftOut;
    }

    Set<String> customers() {
        return customers;
    }

    Set<String> letters() {
        return letters;
    }

    Set<String> filters() {
        return filters;
    }
}
