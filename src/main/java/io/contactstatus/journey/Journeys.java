package io.contactstatus.journey;

import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.masking.RecordingLocations;
import io.contactstatus.masking.Veil;
import io.contactstatus.media.AudioRuns;
import io.contactstatus.names.LearntNames;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.view.EntryIds;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/// Tells the journeys of stored contacts.
///
/// What one costs is bounded by [#MOST]: of a longer history the beginning is told. Where the customer was is
/// told to the end all the same, because the contact knows it; to the engineer's view, which knows entries
/// only, the contact record is added.
@Component
public class Journeys {

    /// Entries that are read at most, oldest first. A call through flows logs some hundreds.
    public static final int MOST = 2_000;

    private static final int PAGE = 500;

    private final VisibleContacts contacts;
    private final ObjectProvider<AudioRuns> captured;
    private final LearntNames names;
    private final EntryIds ids;

    /// @param captured none where nothing is captured
    Journeys(VisibleContacts contacts, ObjectProvider<AudioRuns> captured, LearntNames names, EntryIds ids) {
        this.contacts = contacts;
        this.captured = captured;
        this.names = names;
        this.ids = ids;
    }

    /// @param complete false when the history is longer than what was read
    public record Told(List<Step> steps, boolean complete) {}

    public Told of(
            StoredContact contact, Perspective perspective, Veil veil, RecordingLocations locations, Locale locale) {
        var id = contact.contact().id();
        var history = new ArrayList<HistoryEntry>();
        @Nullable String next = null;
        do {
            var page = contacts.history(contact, Math.min(PAGE, MOST - history.size()), next);
            history.addAll(page.items());
            next = page.next();
        } while (next != null && history.size() < MOST);
        var complete = next == null;
        if (!complete) {
            contacts.recordEntry(contact).ifPresent(history::add);
        }
        var finished =
                captured.stream().flatMap(runs -> runs.finished(id).stream()).toList();
        var steps = Journey.of(contact.contact(), history, complete, finished, names, perspective, veil, locale);
        // The id of a step is made of its entry's.
        return new Told(
                steps.stream()
                        .map(step -> step.with(locations).named(ids.shown(step.id(), veil)))
                        .toList(),
                complete);
    }
}
