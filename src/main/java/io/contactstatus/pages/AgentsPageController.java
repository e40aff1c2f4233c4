package io.contactstatus.pages;

import io.contactstatus.live.Feed;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.Clearance;
import io.contactstatus.view.Veil;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
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

    private final Feed<AgentView> seats;
    private final AgentRowText text;
    private final AgentsProperties properties;
    private final BoardProperties limits;
    private final Clock clock;

    AgentsPageController(
            Feed<AgentView> seats,
            AgentRowText text,
            AgentsProperties properties,
            BoardProperties limits,
            Clock clock) {
        this.seats = seats;
        this.text = text;
        this.properties = properties;
        this.limits = limits;
        this.clock = clock;
    }

    @GetMapping("/ui/seats")
    String seats(
            @RequestParam(name = "group-by", required = false) @Nullable String groupBy,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String profile,
            @RequestParam(required = false) @Nullable String hierarchy,
            HttpServletRequest request,
            Model model) {
        var choice = AgentChoice.of(groupBy, status, profile, hierarchy);
        var veil = Clearance.of(request);
        var picture = seats.picture();
        var now = clock.instant();
        var rows = picture.items().stream()
                .filter(choice::admits)
                .map(seat -> AgentRow.of(seat.under(veil), veil == Veil.LIFTED, choice, properties, limits, now))
                .toList();
        model.addAttribute("choice", choice);
        model.addAttribute("groupings", AgentChoice.GroupBy.values());
        model.addAttribute("table", AgentTable.of(rows, picture.items()));
        model.addAttribute("staleAfter", properties.staleAfter());
        model.addAttribute("missedWithin", properties.missedWithin());
        model.addAttribute("base", request.getContextPath());
        model.addAttribute("changes", changes(choice, picture.position()));
        return "seats";
    }

    private static String changes(AgentChoice choice, String position) {
        var address = UriComponentsBuilder.fromPath(CHANGES);
        choice.parts().forEach(part -> address.queryParam(part.name(), "{" + part.name() + "}"));
        var values = choice.parts().stream().map(AgentChoice.Part::value).toArray();
        return address.queryParam("after", position)
                .encode()
                .buildAndExpand(values)
                .toUriString();
    }

    /// Keeps the request's thread, which is a virtual one.
    @GetMapping(path = CHANGES, produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void changes(
            @RequestParam(name = "group-by", required = false) @Nullable String groupBy,
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String profile,
            @RequestParam(required = false) @Nullable String hierarchy,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var audience = new AgentsAudience(
                AgentChoice.of(groupBy, status, profile, hierarchy),
                Clearance.of(request),
                Language.of(RequestContextUtils.getLocale(request)),
                request.getContextPath(),
                text);
        seats.follow(audience, lastEventId == null || lastEventId.isEmpty() ? after : lastEventId, response);
    }
}
