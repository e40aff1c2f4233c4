package io.contactstatus.journey;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.masking.Veil;
import io.contactstatus.media.AudioRun;
import io.contactstatus.names.LearntNames;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Tells a contact, its history and its captured audio as a way, step by step. A pure function: the same contact and
/// entries give the same steps, in whatever order the entries are given, and nothing in them is an error.
public final class Journey {

    /// The languages it is told in; the first one is the fallback.
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.JAPANESE);

    private Journey() {}

    /// @param history of that contact
    /// @param complete false when there is more of the history: then no question is said to wait for its answer
    /// @param captured stretches of audio that are finished
    /// @param learnt of queues and agents that the history does not name
    /// @param veil what the listener may see of people; nothing in the steps has to be masked any more
    public static List<Step> of(
            Contact contact,
            Collection<HistoryEntry> history,
            boolean complete,
            List<AudioRun> captured,
            LearntNames learnt,
            Perspective perspective,
            Veil veil,
            Locale locale) {
        var entries = ParsedEntry.all(history);
        var runs = BlockRuns.in(entries);
        var shown = new Masking(veil, entries, runs);
        var agentFlows = AgentFlows.in(runs);
        var names = Names.in(entries).and(contact).and(learnt);
        var phrases = Phrases.in(locale);
        var talks = captured.stream().map(run -> new TalkShares(run, phrases)).toList();
        return distinctlyNamed(
                switch (perspective) {
                    case FRIENDLY ->
                        new FriendlyJourney(
                                        contact.snapshot(), complete, agentFlows.without(runs), names, shown, phrases)
                                .steps(talks, MatchedRules.in(entries, shown, phrases));
                    case TECHY -> new TechyJourney(entries, runs, agentFlows, names, shown, phrases).steps(talks);
                });
    }

    /// The one of [#LANGUAGES] that serves a reader of that language.
    public static Locale languageFor(Locale locale) {
        return LANGUAGES.stream()
                .filter(spoken -> spoken.getLanguage().equals(locale.getLanguage()))
                .findFirst()
                .orElse(LANGUAGES.getFirst());
    }

    public static boolean isToldIn(Locale locale) {
        return LANGUAGES.stream().anyMatch(spoken -> spoken.getLanguage().equals(locale.getLanguage()));
    }

    private static List<Step> distinctlyNamed(List<Step> steps) {
        Map<String, Integer> seen = new HashMap<>();
        var named = new ArrayList<Step>(steps.size());
        for (var step : steps) {
            var count = seen.merge(step.id(), 1, Integer::sum);
            named.add(count == 1 ? step : step.named(step.id() + "-" + count));
        }
        return List.copyOf(named);
    }
}
