package io.contactstatus.pages.board;

import io.contactstatus.audit.AuditTrail;
import io.contactstatus.security.LoginOptions;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/// The board on a wall. It fetches itself anew every other second: each answer is all of it, so a screen that slept, or
/// whose network did, has missed nothing, and it may be open for weeks.
@Controller
class WallController {

    static final String PATH = "/ui/wall";

    private final WallBuilder walls;
    private final QueueNames names;
    private final ConnectInstances instances;
    private final AuditTrail audit;
    private final LoginOptions waysIn;

    WallController(
            WallBuilder walls, QueueNames names, ConnectInstances instances, AuditTrail audit, LoginOptions waysIn) {
        this.walls = walls;
        this.names = names;
        this.instances = instances;
        this.audit = audit;
        this.waysIn = waysIn;
    }

    @GetMapping(PATH)
    String wall(BoardQuery query, HttpServletRequest request, Model model) {
        audit.displays(request);
        model.addAttribute("wall", walls.wall(query, visible(query, request)));
        model.addAttribute("query", query);
        model.addAttribute("askedQueue", names.asked(query.queue()));
        model.addAttribute("displays", waysIn.displays());
        model.addAttribute("now", query.at(PATH + "/now").build(true).toUriString());
        return "wall";
    }

    @GetMapping(PATH + "/now")
    String now(BoardQuery query, HttpServletRequest request, Model model) {
        model.addAttribute("wall", walls.wall(query, visible(query, request)));
        return "wall :: now";
    }

    private VisibleInstances visible(BoardQuery query, HttpServletRequest request) {
        return instances.narrowed(VisibleInstances.of(request), query.instance());
    }
}
