package io.contactstatus.pages;

import io.contactstatus.view.SeatView;
import io.contactstatus.view.Veil;
import java.time.Clock;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;

/// Renders one row just as the page does, for those who follow it: there is no request then.
@Component
class SeatRowText {

    private final ITemplateEngine templates;
    private final SeatsProperties properties;
    private final BoardProperties limits;
    private final Clock clock;

    SeatRowText(ITemplateEngine templates, SeatsProperties properties, BoardProperties limits, Clock clock) {
        this.templates = templates;
        this.properties = properties;
        this.limits = limits;
        this.clock = clock;
    }

    /// @param base what stands before every address of this service
    String of(SeatView seat, SeatChoice choice, Veil veil, Language language, String base) {
        var context = new Context(language.locale());
        context.setVariable(
                "row", SeatRow.of(seat.under(veil), veil == Veil.LIFTED, choice, properties, limits, clock.instant()));
        context.setVariable("choice", choice);
        context.setVariable("missedWithin", properties.missedWithin());
        context.setVariable("base", base);
        return templates.process("seats", Set.of("row"), context);
    }
}
