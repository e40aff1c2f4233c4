package io.contactstatus.pages;

import io.contactstatus.contact.Phase;
import io.contactstatus.live.Feed;
import io.contactstatus.live.Picture;
import io.contactstatus.store.ContactRefused;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.Clearance;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.Veil;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;

/// What is going on in the contact centre, on one page that keeps itself up to date.
@Controller
class BoardController {

    private static final Logger log = LoggerFactory.getLogger(BoardController.class);

    private static final String PATH = "/ui/board";

    /// No row is in a consultation.
    private static final Set<Phase.Kind> PHASES = EnumSet.complementOf(EnumSet.of(Phase.Kind.CONSULT));

    private final Feed<ContactSummaryView> contacts;
    private final Feed<AgentView> seats;
    private final BoardFragments fragments;
    private final AbandonedContacts abandoned;
    private final QueueNames names;
    private final BoardProperties limits;

    BoardController(
            Feed<ContactSummaryView> contacts,
            Feed<AgentView> seats,
            BoardFragments fragments,
            AbandonedContacts abandoned,
            QueueNames names,
            BoardProperties limits) {
        this.contacts = contacts;
        this.seats = seats;
        this.fragments = fragments;
        this.abandoned = abandoned;
        this.names = names;
        this.limits = limits;
    }

    @GetMapping(PATH)
    String board(BoardQuery query, HttpServletRequest request, Model model) {
        var veil = Clearance.of(request);
        var picture = contacts.picture();
        seats.picture().items().forEach(names::learn);
        var board = fragments.board(picture, contact -> query.admits(contact, names), veil);
        model.addAttribute("board", board);
        model.addAttribute("query", query);
        model.addAttribute("limits", limits);
        model.addAttribute("phases", PHASES);
        model.addAttribute(
                "queues", named(picture, ContactSummaryView::queue, queue -> names.shown(queue.id(), queue.name())));
        model.addAttribute(
                "agents",
                named(picture, ContactSummaryView::agent, agent -> BoardRow.first(agent.username(), agent.id())));
        model.addAttribute("channels", named(picture, ContactSummaryView::channel, channel -> channel));
        model.addAttribute("subtypes", named(picture, ContactSummaryView::subtypeWord, subtype -> subtype));
        model.addAttribute(
                "changes",
                query.at(PATH + "/changes")
                        .queryParam("after", board.position())
                        .build(true)
                        .toUriString());
        model.addAttribute("latest", query.at(PATH + "/abandoned").build(true).toUriString());
        addAbandoned(query, veil, model);
        return "board";
    }

    /// What there is of something now, for a choice.
    private static <T> Set<String> named(
            Picture<ContactSummaryView> picture,
            Function<ContactSummaryView, @Nullable T> part,
            Function<T, @Nullable String> name) {
        var names = new TreeSet<String>();
        for (var contact : picture.items()) {
            var found = part.apply(contact);
            var called = found == null ? null : name.apply(found);
            if (called != null) {
                names.add(called);
            }
        }
        return names;
    }

    /// Follows on from where the page or the last event was, as the browser says.
    @GetMapping(path = PATH + "/changes", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void changes(
            BoardQuery query,
            @RequestParam(required = false) @Nullable String after,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            Locale locale,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        seats.picture().items().forEach(names::learn);
        var audience = new BoardAudience(
                query, Clearance.of(request), Language.of(locale).locale(), fragments, names, abandoned);
        var from = lastEventId == null || lastEventId.isEmpty() ? after : lastEventId;
        contacts.follow(audience, from, response);
    }

    @GetMapping(PATH + "/abandoned")
    String abandoned(BoardQuery query, HttpServletRequest request, Model model) {
        model.addAttribute("limits", limits);
        addAbandoned(query, Clearance.of(request), model);
        return "board-parts :: abandoned";
    }

    /// The rest of the board does without the store, so it is shown also when this cannot be.
    private void addAbandoned(BoardQuery query, Veil veil, Model model) {
        try {
            var latest = abandoned.latest(contact -> query.admitsAbandoned(contact, names));
            model.addAttribute(
                    "abandoned",
                    latest.contacts().stream()
                            .map(one -> AbandonedRow.of(one, names, veil))
                            .toList());
            model.addAttribute("moreAbandoned", latest.more());
        } catch (StoreUnavailable | ContactRefused failure) {
            log.warn("the abandoned cannot be listed: {}", failure.getMessage());
        }
    }
}
