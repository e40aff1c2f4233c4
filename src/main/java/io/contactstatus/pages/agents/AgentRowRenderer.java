package io.contactstatus.pages.agents;

import io.contactstatus.masking.Veil;
import io.contactstatus.pages.CalledNames;
import io.contactstatus.pages.DurationThresholds;
import io.contactstatus.pages.Language;
import io.contactstatus.view.AgentView;
import io.contactstatus.view.AgentsProperties;
import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/// Renders one row by the template of the page, outside of any request, to push it to open pages.
@Component
class AgentRowRenderer {

    private final ITemplateEngine templates;
    private final AgentsProperties properties;
    private final DurationThresholds thresholds;
    private final CalledNames names;
    private final Clock clock;

    AgentRowRenderer(
            ITemplateEngine templates,
            AgentsProperties properties,
            DurationThresholds thresholds,
            CalledNames names,
            Clock clock) {
        this.templates = templates;
        this.properties = properties;
        this.thresholds = thresholds;
        this.names = names;
        this.clock = clock;
    }

    /// @param base the context path
    String of(AgentView agent, AgentsQuery query, Veil veil, Language language, String base) {
        var context = new Context(language.locale());
        context.setVariable(
                "row",
                AgentRow.of(
                        agent.under(veil), veil == Veil.LIFTED, query, properties, thresholds, names, clock.instant()));
        context.setVariable("query", query);
        context.setVariable("missedWithin", properties.missedWithin());
        context.setVariable("base", base);
        return templates.process("agents", Set.of("row"), context);
    }
}
