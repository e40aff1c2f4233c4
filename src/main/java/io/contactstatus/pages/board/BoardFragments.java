package io.contactstatus.pages.board;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/// Parts of the board as HTML, by the same templates as the page.
@Component
class BoardFragments {

    private static final String TEMPLATE = "board-parts";

    private final ITemplateEngine templates;

    BoardFragments(ITemplateEngine templates) {
        this.templates = templates;
    }

    /// Everything that changes.
    String whole(Board board, BoardLook.Links links, Locale locale) {
        return render("whole", Map.of("board", board, "links", links), locale);
    }

    String changes(Board board, BoardChanges changes, BoardLook.Links links, Locale locale) {
        return render("changes", Map.of("board", board, "changes", changes, "links", links), locale);
    }

    private String render(String fragment, Map<String, Object> variables, Locale locale) {
        return templates.process(TEMPLATE, Set.of(fragment), new Context(locale, variables));
    }
}
