package io.contactstatus.web;

import io.contactstatus.audit.AuditTrail;
import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Status;
import io.contactstatus.csv.CsvDownload;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Lists of contacts as CSV: the pages of the JSON ones, with their rights and masking, one after the other.
@Tag(name = "Contacts")
@RestController
class ContactCsvController {

    private static final int PAGE = 200;

    private static final List<String> COLUMNS = List.of(
            "contactId",
            "instanceId",
            "status",
            "statusSince",
            "active",
            "phase",
            "phaseSince",
            "leg",
            "channel",
            "subtype",
            "initiationMethod",
            "customer.identifier",
            "customer.endpoint.type",
            "customer.endpoint.address",
            "customer.customerId",
            "queue.id",
            "queue.name",
            "agent.id",
            "agent.username",
            "outcome",
            "abandonment.where",
            "abandonment.seconds",
            "flags.callback",
            "flags.missedByAgent",
            "flags.stale",
            "timestamps.initiated",
            "timestamps.queued",
            "timestamps.connectedToAgent",
            "timestamps.disconnected",
            "timestamps.completed",
            "durationSeconds",
            "disconnectReason",
            "chain.initialContactId",
            "chain.previousContactId",
            "synthetic",
            "insights.categories",
            "insights.negativeRun",
            "callBack.state",
            "callBack.by",
            "changedAt",
            "version");

    private final ContactListController lists;
    private final CustomerController customers;
    private final AuditTrail audit;
    private final JsonMapper json;

    ContactCsvController(ContactListController lists, CustomerController customers, AuditTrail audit, JsonMapper json) {
        this.lists = lists;
        this.customers = customers;
        this.audit = audit;
        this.json = json;
    }

    @Operation(
            operationId = "exportContacts",
            summary = "The list of contacts as CSV",
            description = "As listActiveContacts with the same parameters, up to 100,000 rows. Texts that a spreadsheet"
                    + " would take for a formula begin with an apostrophe. A list that breaks off ends without the end of"
                    + " the response.")
    @GetMapping(path = "/contacts.csv", produces = CsvDownload.MEDIA_TYPE)
    void contacts(
            @Parameter(description = "true: the live ones") @RequestParam(defaultValue = "false") boolean active,
            @Parameter(description = "true: those that have left their queue, or ended in none")
                    @RequestParam(defaultValue = "false")
                    boolean ended,
            @Parameter(description = "A queue's id, ARN or name") @RequestParam(required = false) @Nullable
                    String queue,
            @Parameter(description = "An agent's id, ARN or user name") @RequestParam(required = false) @Nullable
                    String agent,
            @RequestParam(required = false) @Nullable String channel,
            @Parameter(description = "Such as connect:SMS; SMS means the same")
                    @RequestParam(required = false)
                    @Nullable
                    String subtype,
            @RequestParam(required = false) @Nullable Status status,
            @RequestParam(required = false) Phase.@Nullable Kind phase,
            @RequestParam(required = false) @Nullable Leg leg,
            @Parameter(description = "true: only callbacks; false: everything else")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean callback,
            @Parameter(description = "A category of Contact Lens, exactly as it is called")
                    @RequestParam(required = false)
                    @Nullable
                    String category,
            @Parameter(description = "true: only those that are stale") @RequestParam(required = false) @Nullable
                    Boolean stale,
            @Parameter(description = "Of ended ones: how it ended for the customer")
                    @RequestParam(required = false)
                    @Nullable
                    Outcome outcome,
            @Parameter(description = "An instance's id, ARN or alias") @RequestParam(required = false) @Nullable
                    String instance,
            @Parameter(description = "Of ended ones: that left then or later; since midnight where it is absent")
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = "Of ended ones: that left before; at most 31 days after from")
                    @RequestParam(required = false)
                    @Nullable
                    String to,
            @Parameter(description = "Of ended ones, instead of from and to: of which news was received since")
                    @RequestParam(required = false)
                    @Nullable
                    String changedSince,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        send(
                request,
                response,
                cursor -> lists.contacts(
                        active,
                        ended,
                        queue,
                        agent,
                        channel,
                        subtype,
                        status,
                        phase,
                        leg,
                        callback,
                        category,
                        stale,
                        outcome,
                        instance,
                        from,
                        to,
                        changedSince,
                        PAGE,
                        cursor,
                        request));
    }

    @Operation(
            operationId = "exportContactsOfCustomer",
            summary = "A customer's contacts as CSV",
            description = "As listContactsOfCustomer with the same parameters, up to 100,000 rows.")
    @GetMapping(path = "/customers/{identifier}/contacts.csv", produces = CsvDownload.MEDIA_TYPE)
    void contactsOfCustomer(
            @PathVariable String identifier,
            @Parameter(description = "true: only live ones; false: only those that are over")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean active,
            @Parameter(description = "Only contacts that started then or later", schema = @Schema(format = "date-time"))
                    @RequestParam(required = false)
                    @Nullable
                    String from,
            @Parameter(description = "Only contacts that started before", schema = @Schema(format = "date-time"))
                    @RequestParam(required = false)
                    @Nullable
                    String to,
            @RequestParam(required = false) @Nullable String channel,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        send(
                request,
                response,
                cursor -> customers.contacts(identifier, active, from, to, channel, PAGE, cursor, request));
    }

    private void send(
            HttpServletRequest request, HttpServletResponse response, Function<@Nullable String, ContactPage> pages)
            throws IOException {
        CsvDownload.send(response, "contacts", COLUMNS, new Pages(request, pages));
    }

    private final class Pages implements Iterator<List<JsonNode>> {

        private final HttpServletRequest request;
        private final Function<@Nullable String, ContactPage> pages;
        private @Nullable String cursor;
        private boolean begun;

        Pages(HttpServletRequest request, Function<@Nullable String, ContactPage> pages) {
            this.request = request;
            this.pages = pages;
        }

        @Override
        public boolean hasNext() {
            return !begun || cursor != null;
        }

        @Override
        public List<JsonNode> next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            if (begun) {
                audit.turnsPage(request);
            }
            begun = true;
            var page = pages.apply(cursor);
            cursor = page.nextCursor();
            return page.items().stream().<JsonNode>map(json::valueToTree).toList();
        }
    }
}
