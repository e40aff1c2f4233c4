package io.contactstatus.pages.agents;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.live.Feed;
import io.contactstatus.masking.Clearance;
import io.contactstatus.masking.Veil;
import io.contactstatus.pages.CalledNames;
import io.contactstatus.pages.DurationThresholds;
import io.contactstatus.pages.Language;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.AgentsProperties;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.RequestContextUtils;
import org.springframework.web.util.UriComponentsBuilder;

/// Every agent: in which status, on what, and since when.
@Controller
class AgentsPageController {

    private static final String CHANGES = "/ui/seats/changes";

    /// Rows of a page.
    private static final int ROWS = 60;

    private final Feed<AgentView> agents;
    private final ConnectInstances instances;
    private final AgentRowRenderer text;
    private final AgentsProperties properties;
    private final DurationThresholds thresholds;
    private final CalledNames names;
    private final Clock clock;
    private final AuditTrail audit;

    AgentsPageController(
            Feed<AgentView> agents,
            ConnectInstances instances,
            AgentRowRenderer text,
            AgentsProperties properties,
            DurationThresholds thresholds,
            CalledNames names,
            Clock clock,
            AuditTrail audit) {
        this.agents = agents;
        this.instances = instances;
        this.text = text;
        this.properties = properties;
        this.thresholds = thresholds;
        this.names = names;
        this.clock = clock;
        this.audit = audit;
    }

    @GetMapping("/ui/seats")
    String agents(
            @RequestParam(name = "group-by", required = false) @Nullable String groupBy,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String profile,
            @RequestParam(required = false) @Nullable String hierarchy,
            @RequestParam(required = false) @Nullable String instance,
            HttpServletRequest request,
            Model model) {
        var query = AgentsQuery.of(groupBy, status, profile, hierarchy, instance);
        var visible = instances.narrowed(VisibleInstances.of(request), query.instance());
        var veil = Clearance.of(request);
        var snapshot = agents.snapshot(visible);
        var now = clock.instant();
        var rows = snapshot.items().stream()
                .filter(query::admits)
                .map(agent ->
                        AgentRow.of(agent.under(veil), veil == Veil.LIFTED, query, properties, thresholds, names, now))
                .toList();
        audit.shows(request, AuditKind.LIST, contactsOf(snapshot.items()));
        model.addAttribute("query", query);
        model.addAttribute("instances", instances.names(VisibleInstances.of(request)));
        model.addAttribute("groupings", AgentsQuery.GroupBy.values());
        model.addAttribute("table", AgentTable.of(rows, snapshot.items()));
        model.addAttribute("rowsOfPage", ROWS);
        model.addAttribute("staleAfter", properties.staleAfter());
        model.addAttribute("missedWithin", properties.missedWithin());
        model.addAttribute("base", request.getContextPath());
        model.addAttribute("changes", changes(query, snapshot.position()));
        return "agents";
    }

    private static List<String> contactsOf(List<AgentView> agents) {
        return agents.stream()
                .flatMap(agent -> agent.contacts().stream())
                .map(AgentView.Held::contactId)
                .toList();
    }

    private static String changes(AgentsQuery query, String position) {
        var address = UriComponentsBuilder.fromPath(CHANGES);
        query.parts().forEach(part -> address.queryParam(part.name(), "{" + part.name() + "}"));
        var values = query.parts().stream().map(AgentsQuery.Part::value).toArray();
        return address.queryParam("after", position)
                .encode()
                .buildAndExpand(values)
                .toUriString();
    }

    /// Blocks the request's thread, a virtual one, as long as the page is open.
    @GetMapping(path = CHANGES, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void changes(
            @RequestParam(name = "group-by", required = false) @Nullable String groupBy,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String profile,
            @RequestParam(required = false) @Nullable String hierarchy,
            @RequestParam(required = false) @Nullable String instance,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var query = AgentsQuery.of(groupBy, status, profile, hierarchy, instance);
        var visible = instances.narrowed(VisibleInstances.of(request), query.instance());
        var audience = new AgentsAudience(
                query,
                Clearance.of(request),
                Language.of(RequestContextUtils.getLocale(request)),
                request.getContextPath(),
                text);
        audit.opens(request, List.of("status", "profile", "hierarchy", "instance"));
        agents.follow(audience, visible, lastEventId == null || lastEventId.isEmpty() ? after : lastEventId, response);
    }
}
