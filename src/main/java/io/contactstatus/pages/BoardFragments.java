package io.contactstatus.pages;

import io.contactstatus.live.Picture;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.StaleProperties;
import io.contactstatus.view.Veil;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/// Parts of the board as HTML, made by the very templates that make the page.
@Component
class BoardFragments {

    private static final String TEMPLATE = "board-parts";

    private final ITemplateEngine templates;
    private final BoardProperties limits;
    private final StaleProperties stale;
    private final QueueNames names;
    private final Clock clock;

    BoardFragments(
            ITemplateEngine templates, BoardProperties limits, StaleProperties stale, QueueNames names, Clock clock) {
        this.templates = templates;
        this.limits = limits;
        this.stale = stale;
        this.names = names;
        this.clock = clock;
    }

    Board board(Picture<ContactSummaryView> picture, Predicate<ContactSummaryView> wanted, Veil veil) {
        return Board.of(picture, wanted, veil, limits, stale, names, clock.instant());
    }

    /// Everything that changes.
    String whole(Board board, Locale locale) {
        return made("whole", Map.of("board", board), locale);
    }

    String changes(Board board, Board.Changes changes, Locale locale) {
        return made("changes", Map.of("board", board, "changes", changes), locale);
    }

    private String made(String fragment, Map<String, Object> variables, Locale locale) {
        return templates.process(TEMPLATE, Set.of(fragment), new Context(locale, variables));
    }
}
