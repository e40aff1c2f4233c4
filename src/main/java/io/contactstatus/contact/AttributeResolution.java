package io.contactstatus.contact;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The attributes and tags that are shown of a contact. A contact record's attributes replace those of the live
/// sources; what was noted through the API stays unless the record names it later.
final class AttributeResolution {

    private final Registers<Note> notes;
    private final LiveFacts live;
    private final SourcePrecedence sources;
    private final @Nullable ContactRecord record;

    AttributeResolution(Contact contact, SourcePrecedence sources) {
        notes = contact.notes();
        live = contact.live();
        this.sources = sources;
        record = contact.record();
    }

    SortedMap<String, String> attributes() {
        var shown = new TreeMap<String, String>();
        var recorded = record == null ? null : record.attributes();
        if (record == null || recorded == null) {
            var latest = live.attributes().join(notes);
            latest.byKey().forEach((key, note) -> put(shown, key, note));
            return shown;
        }
        shown.putAll(recorded);
        var written = record.edition().lastUpdate();
        notes.byKey().forEach((key, note) -> {
            if (!recorded.containsKey(key) || note.stamp().at().isAfter(written)) {
                put(shown, key, note);
            }
        });
        return shown;
    }

    private static void put(SortedMap<String, String> shown, String key, Latest<Note> latest) {
        var text = latest.value().text();
        if (text == null) {
            shown.remove(key);
        } else {
            shown.put(key, text);
        }
    }

    SortedMap<String, Attribution> attributesBy() {
        var by = new TreeMap<String, Attribution>();
        for (var key : attributes().keySet()) {
            var told = attributeBy(key);
            if (told != null) {
                by.put(key, told);
            }
        }
        return by;
    }

    private @Nullable Attribution attributeBy(String key) {
        var recorded = record == null ? null : record.attributes();
        var noted = notes.byKey().get(key);
        if (record != null && recorded != null && recorded.containsKey(key)) {
            return noted != null && noted.stamp().at().isAfter(record.edition().lastUpdate())
                    ? Attribution.by(noted.stamp())
                    : sources.byRecord();
        }
        var told = Latest.of(live.attributes().byKey().get(key), noted);
        return told == null ? null : Attribution.by(told.stamp());
    }

    SortedMap<String, String> tags() {
        if (record != null && !record.tags().isEmpty()) {
            return record.tags();
        }
        return live.tags() == null
                ? Collections.emptySortedMap()
                : live.tags().value().byKey();
    }

    @Nullable
    Attribution tagsBy() {
        if (record != null && !record.tags().isEmpty()) {
            return sources.byRecord();
        }
        return live.tags() == null ? null : Attribution.by(live.tags().stamp());
    }
}
