package io.contactstatus.pages;

import io.contactstatus.live.Picture;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.Veil;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import tools.jackson.databind.json.JsonMapper;

/// Parts of the board as HTML, made by the very templates that make the page.
@Component
class BoardFragments {

    private static final String TEMPLATE = "board-parts";

    private final ITemplateEngine templates;
    private final BoardProperties limits;
    private final QueueNames names;
    private final Clock clock;
    private final JsonMapper json;

    BoardFragments(ITemplateEngine templates, BoardProperties limits, QueueNames names, Clock clock, JsonMapper json) {
        this.templates = templates;
        this.limits = limits;
        this.names = names;
        this.clock = clock;
        this.json = json;
    }

    Board board(Picture<ContactSummaryView> picture, Predicate<ContactSummaryView> wanted, Veil veil) {
        return Board.of(picture, wanted, veil, limits, names, clock.instant(), json);
    }

    /// Everything that changes.
    String whole(Board board, Locale locale) {
        return made("whole", Map.of("board", board, "limits", limits), locale);
    }

    /// One row for each.
    String rows(Collection<ContactSummaryView> contacts, Veil veil, Locale locale) {
        var now = clock.instant();
        contacts.forEach(names::learn);
        List<BoardRow> rows = contacts.stream()
                .flatMap(contact ->
                        Group.of(contact)
                                .map(group -> BoardRow.of(contact.under(veil), group, limits, names, now))
                                .stream())
                .toList();
        return made("rows", Map.of("rows", rows), locale);
    }

    private String made(String fragment, Map<String, Object> variables, Locale locale) {
        return templates.process(TEMPLATE, Set.of(fragment), new Context(locale, variables));
    }
}
