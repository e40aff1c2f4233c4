package io.contactstatus.audit;

import io.contactstatus.identity.IdentifierDigests;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.json.JsonMapper;

/// Writes the lines of the audit: each a JSON object, whatever the format of the log around it.
@Component
class AuditLog {

    /// What operators select the audit by.
    static final String NAME = "contact-status.audit";

    private static final Logger audit = LoggerFactory.getLogger(NAME);

    /// Ids of Amazon Connect. Anything else was made up by a caller and may be a phone number.
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");

    /// Of dead letters, as they are stored.
    private static final Pattern LETTER = Pattern.compile("[0-9a-f]{32}");

    private final JsonMapper json;
    private final Clock clock;
    private final IdentifierDigests digests;

    AuditLog(JsonMapper json, Clock clock, IdentifierDigests digests) {
        this.json = json;
        this.clock = clock;
        this.digests = digests;
    }

    void write(HttpServletRequest request, AuditEntry entry, AuditOutcome byStatus) {
        var line = line(request, entry.kind(), operation(request), outcome(entry, byStatus));
        put(line, "contacts", named(entry.contacts(), ID));
        if (entry.contactsLeftOut() > 0) {
            line.put("contactsLeftOut", entry.contactsLeftOut());
        }
        if (entry.recording() != null) {
            line.put("recording", entry.recording());
        }
        put(line, "customer", entry.customers());
        put(line, "letters", named(entry.letters(), LETTER));
        put(line, "filters", entry.filters());
        audit.info(json.writeValueAsString(line));
    }

    void writeRefused(HttpServletRequest request, AuditKind kind, String operation) {
        audit.info(json.writeValueAsString(line(request, kind, operation, AuditOutcome.REFUSED)));
    }

    private Map<String, Object> line(
            HttpServletRequest request, AuditKind kind, String operation, AuditOutcome outcome) {
        var line = new LinkedHashMap<String, Object>();
        line.put("at", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        line.put("kind", kind);
        var who = request.getRemoteUser();
        if (who != null) {
            line.put("who", who);
        }
        line.put("way", isPage(request) ? "page" : "api");
        line.put("operation", operation);
        line.put("outcome", outcome);
        return line;
    }

    /// That a look-up found nothing is not how a change or a stream that needed it went.
    private static AuditOutcome outcome(AuditEntry entry, AuditOutcome byStatus) {
        var told = entry.outcome();
        return told == null || entry.kind() != AuditKind.LOOKUP ? byStatus : told;
    }

    private static void put(Map<String, Object> line, String name, Collection<String> values) {
        if (!values.isEmpty()) {
            line.put(name, values);
        }
    }

    private List<String> named(Collection<String> ids, Pattern ours) {
        var named = new ArrayList<String>();
        for (var id : ids) {
            if (ours.matcher(id).matches()) {
                named.add(id);
            } else {
                digests.of(id).forEach(digest -> named.add("hmac:" + digest));
            }
        }
        return named;
    }

    /// A session opens no API, and a key in a header no page.
    private static boolean isPage(HttpServletRequest request) {
        return request.getRequestURI().startsWith(request.getContextPath() + "/ui/");
    }

    /// By its pattern: the address itself may name a customer.
    private static String operation(HttpServletRequest request) {
        var pattern = request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE);
        return request.getMethod() + " " + (pattern == null ? "?" : pattern);
    }
}
