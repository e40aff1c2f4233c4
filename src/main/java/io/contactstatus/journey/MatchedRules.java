package io.contactstatus.journey;

import io.contactstatus.contact.Source;
import java.util.ArrayList;
import java.util.List;

/// Rules of Contact Lens that matched: the customer notices nothing of them, but supervisors
/// have written them in order to be told.
final class MatchedRules {

    private MatchedRules() {}

    /// A step for each time that one matched.
    static List<Draft> in(List<ParsedEntry> entries, Masking shown, Phrases phrases) {
        var steps = new ArrayList<Draft>();
        for (var entry : entries) {
            var rule = entry.source() == Source.CONTACT_LENS ? entry.detail().text("RuleName") : null;
            if (rule != null) {
                steps.add(new Draft(StepKind.SPEECH, entry.at()).text(phrases.say("speech.rule", shown.word(rule))));
            }
        }
        return steps;
    }
}
