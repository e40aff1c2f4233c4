package io.contactstatus.pages;

import io.contactstatus.live.Feed;
import io.contactstatus.view.Clearance;
import io.contactstatus.view.SeatView;
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
class SeatsController {

    private static final String CHANGES = "/ui/seats/changes";

    private final Feed<SeatView> seats;
    private final SeatRowText text;
    private final SeatsProperties properties;
    private final BoardProperties limits;
    private final Clock clock;

    SeatsController(
            Feed<SeatView> seats, SeatRowText text, SeatsProperties properties, BoardProperties limits, Clock clock) {
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
        var choice = SeatChoice.of(groupBy, status, profile, hierarchy);
        var veil = Clearance.of(request);
        var picture = seats.picture();
        var now = clock.instant();
        var rows = picture.items().stream()
                .filter(choice::admits)
                .map(seat -> SeatRow.of(seat.under(veil), veil == Veil.LIFTED, choice, properties, limits, now))
                .toList();
        model.addAttribute("choice", choice);
        model.addAttribute("groupings", SeatChoice.GroupBy.values());
        model.addAttribute("table", SeatTable.of(rows, picture.items()));
        model.addAttribute("staleAfter", properties.staleAfter());
        model.addAttribute("missedWithin", properties.missedWithin());
        model.addAttribute("base", request.getContextPath());
        model.addAttribute("changes", changes(choice, picture.position()));
        return "seats";
    }

    private static String changes(SeatChoice choice, String position) {
        var address = UriComponentsBuilder.fromPath(CHANGES);
        choice.parts().forEach(part -> address.queryParam(part.name(), "{" + part.name() + "}"));
        var values = choice.parts().stream().map(SeatChoice.Part::value).toArray();
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
        var audience = new SeatsAudience(
                SeatChoice.of(groupBy, status, profile, hierarchy),
                Clearance.of(request),
                Language.of(RequestContextUtils.getLocale(request)),
                request.getContextPath(),
                text);
        seats.follow(audience, lastEventId == null || lastEventId.isEmpty() ? after : lastEventId, response);
    }
}
