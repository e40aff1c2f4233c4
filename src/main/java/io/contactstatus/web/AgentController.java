package io.contactstatus.web;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.masking.Clearance;
import io.contactstatus.problems.NotFound;
import io.contactstatus.store.VisibleAgents;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.CursorQuery;
import io.contactstatus.view.Cursors;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// Agents, each as all its agent events show it.
@Tag(name = "Agents")
@RestController
@RequestMapping(path = "/agents", produces = MediaType.APPLICATION_JSON_VALUE)
class AgentController {

    /// The store refuses to look for a key that it could not hold.
    private static final int LONGEST_ID = 256;

    private final VisibleAgents agents;
    private final ConnectInstances instances;
    private final Cursors cursors;
    private final AuditTrail audit;

    AgentController(VisibleAgents agents, ConnectInstances instances, Cursors cursors, AuditTrail audit) {
        this.agents = agents;
        this.instances = instances;
        this.cursors = cursors;
        this.audit = audit;
    }

    @Operation(
            operationId = "listAgents",
            summary = "Live agents",
            description = "What every agent does now, and with which contacts.")
    @GetMapping
    AgentPage agents(
            @Parameter(description = "An instance's id, ARN or alias") @RequestParam(required = false) @Nullable
                    String instance,
            @RequestParam(defaultValue = "50") @Min(1) @Max(200) int limit,
            @RequestParam(required = false) @Nullable String cursor,
            HttpServletRequest request) {
        var visible = instances.narrowed(VisibleInstances.of(request), instance);
        var query = instance == null ? CursorQuery.of("/agents") : CursorQuery.of("/agents", instance);
        var page = agents.all(visible, limit, cursors.opened(cursor, query));
        var veil = Clearance.of(request);
        var items =
                page.items().stream().map(agent -> AgentView.of(agent, veil)).toList();
        audit.shows(request, AuditKind.LIST, contactsOf(items));
        return new AgentPage(items, cursors.sealed(page.next(), query));
    }

    @Operation(operationId = "getAgent", summary = "One agent as it is now", description = "By the agent's id.")
    @GetMapping("/{agentId}")
    AgentView agent(@PathVariable String agentId, HttpServletRequest request) {
        if (agentId.length() > LONGEST_ID) {
            throw NotFound.ofThisId("No agent");
        }
        var agent = agents.find(agentId, VisibleInstances.of(request))
                .map(found -> AgentView.of(found, Clearance.of(request)))
                .orElseThrow(() -> NotFound.ofThisId("No agent"));
        audit.shows(request, AuditKind.LIST, contactsOf(List.of(agent)));
        return agent;
    }

    private static List<String> contactsOf(List<AgentView> agents) {
        return agents.stream()
                .flatMap(agent -> agent.contacts().stream())
                .map(AgentView.Held::contactId)
                .toList();
    }
}
