package io.contactstatus.journey;

import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.view.Veil;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Tells a contact's history as a way, step by step. A pure function: the same entries give the same steps, in whatever
/// order they are given, and nothing in them is an error.
public final class Journey {

    /// The languages it is told in; the first one is for everybody else.
    public static final List<Locale> LANGUAGES = List.of(Locale.ENGLISH, Locale.JAPANESE);

    private Journey() {}

    /// @param history of one contact
    /// @param veil what the listener may see of people; nothing in the steps has to be masked any more
    public static List<Step> of(Collection<HistoryEntry> history, Perspective perspective, Veil veil, Locale locale) {
        return of(history, true, perspective, veil, locale);
    }

    /// @param complete false when there is more of the history: then nothing is said to go on, which may be over since
    static List<Step> of(
            Collection<HistoryEntry> history, boolean complete, Perspective perspective, Veil veil, Locale locale) {
        var entries = Entry.all(history);
        var runs = BlockRuns.in(entries);
        var shown = new Shown(veil, entries);
        var names = Names.in(entries);
        var phrases = Phrases.in(locale);
        return distinctlyNamed(
                switch (perspective) {
                    case FRIENDLY -> new Friendly(Life.in(entries, complete), runs, names, shown, phrases).steps();
                    case TECHY -> new Techy(entries, runs, names, shown, phrases).steps();
                });
    }

    /// In which of [#LANGUAGES] somebody is told who would like to hear that one.
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
