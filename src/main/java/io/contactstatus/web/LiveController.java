package io.contactstatus.web;

import io.contactstatus.audit.AuditTrail;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Status;
import io.contactstatus.live.Feed;
import io.contactstatus.masking.Clearance;
import io.contactstatus.problems.InvalidParameter;
import io.contactstatus.security.CustomerLookups;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.view.AgentFilter;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.ContactFilter;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.Staleness;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Server-sent events of contacts and agents. A stream occupies its request's thread, a virtual one, until it
/// ends.
@Tag(name = "Live")
@RestController
@RequestMapping(path = "/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
class LiveController {

    private static final String LAST_EVENT_ID = "Last-Event-ID";

    private static final List<String> FILTERS_OF_CONTACTS = List.of(
            "queue",
            "agent",
            "channel",
            "subtype",
            "status",
            "phase",
            "leg",
            "callback",
            "category",
            "stale",
            "active",
            "contact",
            "customer",
            "instance");

    private static final List<String> FILTERS_OF_AGENTS = List.of("agent", "status", "routingProfile", "instance");

    private final Feed<ContactSummaryView> contacts;
    private final Feed<AgentView> agents;
    private final VisibleContacts stored;
    private final ConnectInstances instances;
    private final CustomerIdentifierParameter identifiers;
    private final ContactViews answers;
    private final Staleness staleness;
    private final JsonMapper json;
    private final CustomerLookups lookups;
    private final AuditTrail audit;

    LiveController(
            Feed<ContactSummaryView> contacts,
            Feed<AgentView> agents,
            VisibleContacts stored,
            ConnectInstances instances,
            CustomerIdentifierParameter identifiers,
            ContactViews answers,
            Staleness staleness,
            JsonMapper json,
            CustomerLookups lookups,
            AuditTrail audit) {
        this.contacts = contacts;
        this.agents = agents;
        this.stored = stored;
        this.instances = instances;
        this.identifiers = identifiers;
        this.answers = answers;
        this.staleness = staleness;
        this.json = json;
        this.lookups = lookups;
        this.audit = audit;
    }

    @Operation(operationId = "followContacts")
    @GetMapping("/contacts")
    void contacts(
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
            @Parameter(description = "Only legs that are this in their chain; CUSTOMER unless there is a contact")
                    @RequestParam(required = false)
                    @Nullable
                    Leg leg,
            @Parameter(description = "true: only callbacks; false: everything else")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean callback,
            @Parameter(description = "A category of Contact Lens, exactly as it is called")
                    @RequestParam(required = false)
                    @Nullable
                    String category,
            @Parameter(
                            description =
                                    "true: only those that are stale; false: only the others, as it is unless there"
                                            + " is a contact. No event says that one has become stale")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean stale,
            @Parameter(description = "true: only live ones, and that they have ended; false: only those that are over")
                    @RequestParam(required = false)
                    @Nullable
                    Boolean active,
            @Parameter(description = "Any id of a chain: all its legs") @RequestParam(required = false) @Nullable
                    String contact,
            @Parameter(
                            description = "Any key of a customer, as a number or a customer id, however it is written."
                                    + " Needs the scope customers:lookup or pii:read besides")
                    @RequestParam(required = false)
                    @Nullable
                    String customer,
            @Parameter(description = "An instance's id, ARN or alias") @RequestParam(required = false) @Nullable
                    String instance,
            @Parameter(description = "For clients that cannot set Last-Event-ID at first; that one overrides it")
                    @RequestParam(required = false)
                    @Nullable
                    String after,
            @Parameter(description = "The id of the last event that arrived")
                    @RequestHeader(name = LAST_EVENT_ID, required = false)
                    @Nullable
                    String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var visible = instances.narrowed(VisibleInstances.of(request), instance);
        var filter = new ContactFilter(
                queue,
                agent,
                channel,
                subtype,
                status,
                callback,
                contact == null ? null : firstLeg(contact, visible),
                customer == null ? null : lookedUp(customer, visible, request),
                phase,
                (leg == null && contact == null) ? Leg.CUSTOMER : leg,
                category);
        var isStale = (stale == null && contact == null) ? Boolean.FALSE : stale;
        var audience = new ContactAudience(filter, active, isStale, Clearance.of(request), answers, staleness, json);
        audit.opens(request, FILTERS_OF_CONTACTS);
        contacts.follow(audience, visible, position(lastEventId, after), response);
    }

    @Operation(operationId = "followAgents")
    @GetMapping("/agents")
    void agents(
            @Parameter(description = "An agent's id, ARN or user name") @RequestParam(required = false) @Nullable
                    String agent,
            @Parameter(description = "What the agent has set, by its name") @RequestParam(required = false) @Nullable
                    String status,
            @Parameter(description = "A routing profile's name") @RequestParam(required = false) @Nullable
                    String routingProfile,
            @Parameter(description = "An instance's id, ARN or alias") @RequestParam(required = false) @Nullable
                    String instance,
            @Parameter(description = "For clients that cannot set Last-Event-ID at first; that one overrides it")
                    @RequestParam(required = false)
                    @Nullable
                    String after,
            @Parameter(description = "The id of the last event that arrived")
                    @RequestHeader(name = LAST_EVENT_ID, required = false)
                    @Nullable
                    String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var visible = instances.narrowed(VisibleInstances.of(request), instance);
        var filter = new AgentFilter(agent, status, routingProfile);
        var audience = new AgentAudience(filter, Clearance.of(request), json);
        audit.opens(request, FILTERS_OF_AGENTS);
        agents.follow(audience, visible, position(lastEventId, after), response);
    }

    /// A stream of nobody's contacts would tell as well that nobody is there.
    private String lookedUp(String customer, VisibleInstances visible, HttpServletRequest request) {
        var key = identifiers.normalised("customer", customer, request);
        lookups.check(
                request,
                key,
                () -> !stored.to(visible)
                        .ofCustomer(key, null, null, any -> true, 1, null)
                        .items()
                        .isEmpty());
        return key;
    }

    /// A browser that reconnects sends both, and the header is newer: the address is that of the first request.
    private static @Nullable String position(@Nullable String lastEventId, @Nullable String after) {
        return lastEventId == null || lastEventId.isEmpty() ? after : lastEventId;
    }

    private String firstLeg(String contact, VisibleInstances visible) {
        if (!ContactId.isValid(contact)) {
            throw new InvalidParameter("contact", "has 1 to 256 visible characters");
        }
        return stored.to(visible)
                .find(new ContactId(contact))
                .map(known -> known.contact().chainId().value())
                .orElse(contact);
    }
}
