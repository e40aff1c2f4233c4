package io.contactstatus.security;

import static io.contactstatus.audit.AuditKind.CHANGE;
import static io.contactstatus.audit.AuditKind.DISCARD;
import static io.contactstatus.audit.AuditKind.ERASURE;
import static io.contactstatus.audit.AuditKind.LOOKUP;
import static io.contactstatus.audit.AuditKind.PLAYBACK;
import static io.contactstatus.audit.AuditKind.RECORDINGS;
import static io.contactstatus.audit.AuditKind.REPLAY;
import static io.contactstatus.audit.AuditKind.STOP;
import static io.contactstatus.audit.AuditKind.STREAM_OPENED;
import static io.contactstatus.audit.AuditKind.TRANSCRIPT;
import static io.contactstatus.security.Scope.ADMIN;
import static io.contactstatus.security.Scope.CONTACTS_CONTROL;
import static io.contactstatus.security.Scope.CONTACTS_READ;
import static io.contactstatus.security.Scope.CONTACTS_WRITE;
import static io.contactstatus.security.Scope.CUSTOMERS_LOOKUP;
import static io.contactstatus.security.Scope.DISPLAY;
import static io.contactstatus.security.Scope.INGEST;
import static io.contactstatus.security.Scope.PII_READ;
import static io.contactstatus.security.Scope.RECORDINGS_READ;
import static io.contactstatus.security.Scope.TRANSCRIPTS_READ;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.util.EnumSet;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The rules of the API and of the pages. Patterns name operations one by one: one for all that lies below a path
/// would open whatever is added there.
@Configuration(proxyBeanMethods = false)
class AccessRulesConfiguration {

    static final String API = "apiRules";
    static final String PAGES = "pageRules";

    /// What is asked most stands first: rules are tried in their order.
    @Bean(API)
    static AccessRules apiRules(ApiSecurityProperties properties) {
        return new AccessRules.Builder()
                .needing(CONTACTS_READ, GET, "/contacts/*", "/contacts", "/contacts.csv")
                .audited(
                        LOOKUP,
                        those -> those.needing(lookups(properties.lookupScope()), POST, "/flow/lookup")
                                .needing(
                                        lookups(properties.lookupScope()),
                                        GET,
                                        "/customers/*/situation",
                                        "/customers/*/contacts",
                                        "/customers/*/contacts.csv"))
                .needing(
                        CONTACTS_READ,
                        GET,
                        "/contacts/*/history",
                        "/contacts/*/journey",
                        "/contacts/*/related",
                        "/contacts/*/record",
                        "/agents",
                        "/agents/*",
                        "/queues",
                        "/queues/*",
                        "/queues/*/intervals",
                        "/queues/*/intervals.csv",
                        "/live/contacts",
                        "/live/agents",
                        "/live/queues")
                .audited(RECORDINGS, those -> those.needing(RECORDINGS_READ, GET, "/contacts/*/recordings"))
                .audited(PLAYBACK, those -> those.needing(RECORDINGS_READ, GET, "/contacts/*/recordings/*/media"))
                .audited(
                        STREAM_OPENED,
                        those -> those.needing(RECORDINGS_READ, GET, "/live/contacts/*/spectrum")
                                .needing(TRANSCRIPTS_READ, GET, "/live/contacts/*/transcript"))
                .audited(TRANSCRIPT, those -> those.needing(TRANSCRIPTS_READ, GET, "/contacts/*/transcript"))
                .audited(
                        CHANGE,
                        those -> those.needing(CONTACTS_WRITE, PATCH, "/contacts/*")
                                .needing(CONTACTS_WRITE, PUT, "/contacts/*/call-back"))
                .audited(
                        STOP,
                        those -> those.needing(CONTACTS_CONTROL, POST, "/contacts/*/stop")
                                .needingAllAndOneOf(
                                        EnumSet.of(CONTACTS_CONTROL),
                                        lookupsBesides(properties.lookupScope()),
                                        POST,
                                        "/flow/stop"))
                .needing(INGEST, POST, "/ingest")
                // The controller checks the Firehose access key itself.
                .open(POST, "/ingest/firehose")
                .needing(ADMIN, GET, "/dead-letters", "/dead-letters/*")
                .audited(REPLAY, those -> those.needing(ADMIN, POST, "/dead-letters/*/replay"))
                .audited(DISCARD, those -> those.needing(ADMIN, DELETE, "/dead-letters/*"))
                .audited(ERASURE, those -> those.needingAll(EnumSet.of(ADMIN, PII_READ), DELETE, "/customers/*"))
                .needingAll(EnumSet.of(ADMIN, PII_READ), GET, "/erasures/*")
                .needing(ADMIN, GET, "/catch-ups", "/catch-ups/*", "/back-fills", "/back-fills/*")
                .needing(ADMIN, POST, "/catch-ups", "/back-fills")
                .needing(ADMIN, DELETE, "/catch-ups/*", "/back-fills/*")
                .open(GET, "/actuator/health", "/actuator/health/**")
                // Whatever of it the operator has exposed.
                .needing(ADMIN, null, "/actuator", "/actuator/**")
                .open(GET, "/", "/swagger-ui.html", "/swagger-ui/**")
                .open(GET, "/v3/api-docs", "/v3/api-docs/**", "/v3/api-docs.yaml")
                .build();
    }

    @Bean(PAGES)
    static AccessRules pageRules() {
        return new AccessRules.Builder()
                .open(GET, "/login", "/ui/language")
                .open(null, PageDenial.PAGE)
                .needing(
                        CONTACTS_READ,
                        GET,
                        "/ui",
                        "/ui/board",
                        "/ui/board/changes",
                        "/ui/board/abandoned",
                        "/ui/board/figures")
                .needing(EnumSet.of(CONTACTS_READ, DISPLAY), GET, "/ui/wall", "/ui/wall/now")
                .needing(
                        CONTACTS_READ,
                        GET,
                        "/ui/contacts/*",
                        "/ui/contacts/*/now",
                        "/ui/contacts/*/around",
                        "/ui/contacts/*/past",
                        "/ui/contacts/*/journey",
                        "/ui/contacts/*/history",
                        "/ui/contacts/*/changes",
                        "/ui/contacts/*/customer",
                        "/ui/contacts/*/customer/now",
                        "/ui/contacts/*/customer/older",
                        "/ui/contacts/*/customer/changes")
                .audited(
                        PLAYBACK,
                        those -> those.needing(
                                RECORDINGS_READ,
                                GET,
                                "/ui/contacts/*/recordings/*/media",
                                "/ui/contacts/*/recordings/*/levels"))
                .audited(
                        STREAM_OPENED,
                        those -> those.needing(RECORDINGS_READ, GET, "/ui/contacts/*/spectrum")
                                .needing(TRANSCRIPTS_READ, GET, "/ui/contacts/*/utterances"))
                .audited(
                        TRANSCRIPT,
                        those -> those.needing(
                                TRANSCRIPTS_READ,
                                GET,
                                "/ui/contacts/*/recordings/*/conversation",
                                "/ui/contacts/*/transcript"))
                .audited(
                        CHANGE,
                        those -> those.needing(
                                CONTACTS_WRITE, POST, "/ui/contacts/*/call-back", "/ui/softphone/contacts/*/note"))
                .needing(CONTACTS_CONTROL, GET, "/ui/contacts/*/stop")
                .audited(STOP, those -> those.needing(CONTACTS_CONTROL, POST, "/ui/contacts/*/stop"))
                .needing(CONTACTS_READ, GET, "/ui/find")
                .needing(CONTACTS_READ, POST, "/ui/find", "/ui/find/suggestions", "/ui/softphone/wanted")
                .needing(CONTACTS_READ, GET, "/ui/seats", "/ui/seats/changes")
                .needing(
                        CONTACTS_READ,
                        GET,
                        "/ui/queues",
                        "/ui/queues/now",
                        "/ui/queues/*",
                        "/ui/queues/*/now",
                        "/ui/queues/*/figures",
                        "/ui/queues/*/intervals.csv",
                        "/ui/queues/*/contacts")
                .needing(
                        CONTACTS_READ,
                        GET,
                        "/ui/softphone",
                        "/ui/softphone/mine",
                        "/ui/softphone/contacts/*",
                        "/ui/softphone/contacts/*/changes")
                .needing(
                        ADMIN,
                        GET,
                        "/ui/streaming",
                        "/ui/streaming/status",
                        "/ui/streaming/dead-letters",
                        "/ui/streaming/dead-letters/*",
                        "/ui/streaming/dead-letters/*/replay")
                .audited(
                        REPLAY,
                        those -> those.needing(
                                ADMIN,
                                POST,
                                "/ui/streaming/dead-letters/replay",
                                "/ui/streaming/dead-letters/*/replay"))
                .audited(
                        DISCARD,
                        those -> those.needing(
                                ADMIN,
                                POST,
                                "/ui/streaming/dead-letters/discard",
                                "/ui/streaming/dead-letters/*/delete"))
                .build();
    }

    /// The same of who needs another scope anyway, and so is let through with nothing besides as long as that is only
    /// warned of.
    private static Set<Scope> lookupsBesides(LookupScope needed) {
        return needed == LookupScope.REQUIRED ? lookups(needed) : Set.of();
    }

    /// Who may find a customer by a number or another identifier.
    static Set<Scope> lookups(LookupScope needed) {
        var enough = EnumSet.of(CUSTOMERS_LOOKUP, PII_READ);
        return switch (needed) {
            case REQUIRED -> enough;
            case WARN -> {
                enough.add(CONTACTS_READ);
                yield enough;
            }
        };
    }
}
