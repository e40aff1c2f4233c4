package io.contactstatus.pages.board;

import io.contactstatus.audit.AuditKind;
import io.contactstatus.audit.AuditTrail;
import io.contactstatus.connect.ContactStops;
import io.contactstatus.contact.Phase;
import io.contactstatus.live.Feed;
import io.contactstatus.live.LiveSnapshot;
import io.contactstatus.masking.Clearance;
import io.contactstatus.pages.Language;
import io.contactstatus.pages.StopRights;
import io.contactstatus.store.ContactRefused;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// The board: the live contacts of the contact centre on one page that keeps itself up to date.
@Controller
class BoardController {

    private static final Logger log = LoggerFactory.getLogger(BoardController.class);

    static final String PATH = "/ui/board";

    private static final List<String> FILTERS =
            List.of("queue", "agent", "channel", "subtype", "status", "phase", "callback", "category", "instance");

    /// A consultation is a leg of its own without a row, so the board's filter does not offer it.
    private static final Set<Phase.Kind> PHASES = EnumSet.complementOf(EnumSet.of(Phase.Kind.CONSULT));

    /// Of each kind. Others can still be typed.
    private static final int MOST_OFFERED = 200;

    private final Feed<ContactSummaryView> contacts;
    private final Feed<AgentView> agents;
    private final ConnectInstances instances;
    private final BoardBuilder boards;
    private final BoardFragments fragments;
    private final AbandonedContacts abandoned;
    private final QueueNames names;
    private final BoardProperties limits;
    private final TodayReader today;
    private final AuditTrail audit;
    private final ObjectProvider<ContactStops> stops;
    private final Clock clock;

    BoardController(
            Feed<ContactSummaryView> contacts,
            Feed<AgentView> agents,
            ConnectInstances instances,
            BoardBuilder boards,
            BoardFragments fragments,
            AbandonedContacts abandoned,
            QueueNames names,
            BoardProperties limits,
            TodayReader today,
            AuditTrail audit,
            ObjectProvider<ContactStops> stops,
            Clock clock) {
        this.contacts = contacts;
        this.agents = agents;
        this.instances = instances;
        this.boards = boards;
        this.fragments = fragments;
        this.abandoned = abandoned;
        this.names = names;
        this.limits = limits;
        this.today = today;
        this.audit = audit;
        this.stops = stops;
        this.clock = clock;
    }

    @GetMapping(PATH)
    String board(BoardQuery query, BoardLook look, HttpServletRequest request, Model model) {
        var veil = Clearance.of(request);
        var visible = visible(query, request);
        var snapshot = contacts.snapshot(visible);
        agents.snapshot(visible).items().forEach(names::learn);
        var board = boards.board(snapshot, contact -> query.admits(contact, names), look.sorted(), veil);
        audit.shows(request, AuditKind.LIST, board.rows().keySet());
        model.addAttribute("board", board);
        model.addAttribute("query", query);
        addAsked(query, model);
        model.addAttribute("look", look);
        model.addAttribute("sorts", BoardLook.Sort.values());
        model.addAttribute("hideable", BoardLook.Hideable.values());
        model.addAttribute("givingWay", BoardLook.Hideable.GIVING_WAY);
        model.addAttribute("links", look.links(PATH, query));
        model.addAttribute("instances", instances.names(VisibleInstances.of(request)));
        model.addAttribute("limits", limits);
        model.addAttribute("controls", StopRights.isGranted(stops, request));
        model.addAttribute("phases", PHASES);
        model.addAttribute("queues", named(snapshot, ContactSummaryView::queue, queue -> names.typed(names.of(queue))));
        model.addAttribute(
                "agents",
                named(snapshot, ContactSummaryView::agent, agent -> BoardRow.first(agent.username(), agent.id())));
        model.addAttribute("channels", named(snapshot, ContactSummaryView::channel, channel -> channel));
        model.addAttribute("subtypes", named(snapshot, ContactSummaryView::subtypeWord, subtype -> subtype));
        model.addAttribute(
                "changes",
                look.at(PATH + "/changes", query)
                        .queryParam("after", board.position())
                        .build(true)
                        .toUriString());
        model.addAttribute(
                "latest", look.at(PATH + "/abandoned", query).build(true).toUriString());
        model.addAttribute(
                "everything", look.at(PATH, BoardQuery.ALL).build(true).toUriString());
        model.addAttribute("wall", query.at(WallController.PATH).build(true).toUriString());
        model.addAttribute("figures", query.at(PATH + "/figures").build(true).toUriString());
        addAbandoned(query, look, request, model);
        return "board";
    }

    /// The values that live contacts have, for the filter to offer: of the first contacts, when there are many.
    private static <T> Set<String> named(
            LiveSnapshot<ContactSummaryView> snapshot,
            Function<ContactSummaryView, @Nullable T> part,
            Function<T, @Nullable String> name) {
        var names = new TreeSet<String>();
        for (var contact : snapshot.items()) {
            var found = part.apply(contact);
            var called = found == null ? null : name.apply(found);
            if (called != null) {
                names.add(called);
            }
            if (names.size() >= MOST_OFFERED) {
                break;
            }
        }
        return names;
    }

    /// Continues after the page's position, or after the browser's `Last-Event-ID`.
    @GetMapping(path = PATH + "/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void changes(
            BoardQuery query,
            BoardLook look,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var visible = visible(query, request);
        agents.snapshot(visible).items().forEach(names::learn);
        var audience = new BoardAudience(
                query, look, Clearance.of(request), Language.of(locale).locale(), boards, fragments, names, abandoned);
        var from = lastEventId == null || lastEventId.isEmpty() ? after : lastEventId;
        audit.opens(request, FILTERS);
        abandoned.opened();
        try {
            contacts.follow(audience, visible, from, response);
        } finally {
            abandoned.closed();
        }
    }

    @GetMapping(PATH + "/abandoned")
    String abandoned(BoardQuery query, BoardLook look, HttpServletRequest request, Model model) {
        model.addAttribute("limits", limits);
        model.addAttribute("look", look);
        addAbandoned(query, look, request, model);
        return "board-parts :: abandoned";
    }

    /// Fetched by the page, which is there before what takes reads of the store.
    @GetMapping(PATH + "/figures")
    String figures(BoardQuery query, HttpServletRequest request, Model model) {
        model.addAttribute("today", today.of(query, visible(query, request)));
        return "board-parts :: figures";
    }

    /// After names were learnt.
    private void addAsked(BoardQuery query, Model model) {
        var queue = names.asked(query.queue());
        model.addAttribute("askedQueue", queue);
        model.addAttribute("typedQueue", names.typed(queue));
        model.addAttribute("askedAgent", names.askedAgent(query.agent()));
    }

    private VisibleInstances visible(BoardQuery query, HttpServletRequest request) {
        return instances.narrowed(VisibleInstances.of(request), query.instance());
    }

    /// The rest of the board needs no store, so it is shown even if this list cannot be read.
    private void addAbandoned(BoardQuery query, BoardLook look, HttpServletRequest request, Model model) {
        var veil = Clearance.of(request);
        var visible = visible(query, request);
        try {
            var latest = abandoned.latest(
                    contact -> query.admitsAbandoned(contact, names),
                    one -> look.isOfEveryone() || today.isLost(one),
                    visible);
            var viewer = new AgreedCallBack.Viewer(
                    request.getRemoteUser(), request.isUserInRole("SCOPE_contacts:write"), clock.instant());
            var rows = latest.contacts().stream()
                    .map(one -> AbandonedRow.of(one, names, veil, viewer))
                    .toList();
            audit.shows(
                    request,
                    AuditKind.LIST,
                    rows.stream().map(AbandonedRow::contactId).toList());
            model.addAttribute("abandoned", rows);
            model.addAttribute("moreAbandoned", latest.more());
        } catch (StoreUnavailable | ContactRefused failure) {
            log.warn("the abandoned cannot be listed: {}", failure.getMessage());
        }
    }
}
