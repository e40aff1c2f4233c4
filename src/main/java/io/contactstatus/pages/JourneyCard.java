package io.contactstatus.pages;

import io.contactstatus.journey.Journeys;
import io.contactstatus.journey.Perspective;
import io.contactstatus.journey.Step;
import java.util.List;
import java.util.Locale;

/// A contact's journey as far as it is shown.
///
/// @param view `friendly` or `techy`
/// @param more how many steps are not shown yet
/// @param next how many to ask for to see more
/// @param complete false when the history is too long to be told whole
public record JourneyCard(String contactId, String view, List<Step> steps, int more, int next, boolean complete) {

    private static final int PAGE = 60;

    static JourneyCard of(String contactId, Perspective perspective, Journeys.Told told, int wanted) {
        var shown = Math.min(told.steps().size(), Math.max(PAGE, wanted));
        return new JourneyCard(
                contactId,
                perspective.name().toLowerCase(Locale.ROOT),
                told.steps().subList(0, shown),
                told.steps().size() - shown,
                shown + 3 * PAGE,
                told.complete());
    }
}
