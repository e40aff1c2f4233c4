package io.contactstatus.contact;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Which source says what is shown of a contact, and of when. What no source said is not in it.
///
/// Made by the same resolution as the [Snapshot], so that a value and its source cannot disagree.
public record Provenance(Map<Fact, Attribution> facts, SortedMap<String, Attribution> attributes) {

    public Provenance {
        facts = Collections.unmodifiableMap(facts.isEmpty() ? new EnumMap<>(Fact.class) : new EnumMap<>(facts));
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    public @Nullable Attribution of(Fact fact) {
        return facts.get(fact);
    }
}
