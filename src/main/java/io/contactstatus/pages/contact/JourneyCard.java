package io.contactstatus.pages.contact;

import io.contactstatus.journey.Journeys;
import io.contactstatus.journey.Perspective;
import io.contactstatus.journey.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// The first steps of a contact's journey.
///
/// @param view `friendly` or `techy`
/// @param errors whether only what failed is shown
/// @param more how many further steps there are
/// @param next how many steps to request for more
/// @param complete false if the history is too long to be read whole
public record JourneyCard(
        String contactId, String view, boolean errors, List<Step> steps, int more, int next, boolean complete) {

    private static final int PAGE = 60;

    /// Steps one after the other in the same flow.
    ///
    /// @param flow null for what lies in none, and where steps are not folded
    /// @param open whether it is unfolded until the viewer folds it
    public record Stretch(int number, @Nullable String flow, List<Step> steps, boolean open) {}

    static JourneyCard of(
            String contactId, Perspective perspective, Journeys.Told told, int wanted, boolean onlyErrors) {
        var errors = onlyErrors && perspective == Perspective.TECHY;
        var steps =
                told.steps().stream().filter(step -> !errors || step.failed()).toList();
        var shown = Math.min(steps.size(), Math.max(PAGE, wanted));
        return new JourneyCard(
                contactId,
                perspective.name().toLowerCase(Locale.ROOT),
                errors,
                steps.subList(0, shown),
                steps.size() - shown,
                shown + 3 * PAGE,
                told.complete());
    }

    /// The last flow is unfolded, and each in which something failed.
    public List<Stretch> stretches() {
        if (view.equals("friendly") || errors) {
            return List.of(new Stretch(0, null, steps, true));
        }
        var stretches = new ArrayList<Stretch>();
        var begin = 0;
        for (var at = 1; at <= steps.size(); at++) {
            if (at == steps.size()
                    || !Objects.equals(steps.get(at).flow(), steps.get(begin).flow())) {
                var part = steps.subList(begin, at);
                var isOpen = at == steps.size() || part.stream().anyMatch(Step::failed);
                stretches.add(new Stretch(begin, part.getFirst().flow(), part, isOpen));
                begin = at;
            }
        }
        return stretches;
    }
}
