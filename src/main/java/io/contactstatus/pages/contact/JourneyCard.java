package io.contactstatus.pages.contact;

import io.contactstatus.journey.Journeys;
import io.contactstatus.journey.Perspective;
import io.contactstatus.journey.Step;
import java.util.List;
import java.util.Locale;

/// The first steps of a contact's journey.
///
/// @param view `friendly` or `techy`
/// @param more how many further steps there are
/// @param next how many steps to request for more
/// @param complete false if the history is too long to be read whole
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
