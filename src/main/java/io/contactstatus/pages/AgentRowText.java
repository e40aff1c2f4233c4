package io.contactstatus.pages;

import io.contactstatus.view.AgentView;
import io.contactstatus.view.Veil;
import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/// Renders one row just as the page does, for those who follow it: there is no request then.
@Component
class AgentRowText {

    private final ITemplateEngine templates;
    private final AgentsProperties properties;
    private final BoardProperties limits;
    private final Clock clock;

    AgentRowText(ITemplateEngine templates, AgentsProperties properties, BoardProperties limits, Clock clock) {
        this.templates = templates;
        this.properties = properties;
        this.limits = limits;
        this.clock = clock;
    }

    /// @param base what stands before every address of this service
    String of(AgentView seat, AgentChoice choice, Veil veil, Language language, String base) {
        var context = new Context(language.locale());
        context.setVariable(
                "row", AgentRow.of(seat.under(veil), veil == Veil.LIFTED, choice, properties, limits, clock.instant()));
        context.setVariable("choice", choice);
        context.setVariable("missedWithin", properties.missedWithin());
        context.setVariable("base", base);
        return templates.process("seats", Set.of("row"), context);
    }
}
