package io.contactstatus.journey;

import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.contactstatus.dialect.Arns;
import io.contactstatus.dialect.LenientNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/// One entry of the history with its detail parsed, which happens once.
record ParsedEntry(HistoryEntry said, LenientNode detail) {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    /// Ids are unique within a source, so the last two only matter for what no store ever gave out.
    private static final Comparator<HistoryEntry> ORDER = Comparator.comparing(HistoryEntry::at)
            .thenComparing(HistoryEntry::source)
            .thenComparing(HistoryEntry::id)
            .thenComparing(HistoryEntry::type)
            .thenComparing(said -> said.detail().json());

    /// In the order of the history, whatever order they come in.
    static List<ParsedEntry> all(Collection<HistoryEntry> history) {
        var sorted = new ArrayList<>(history);
        sorted.sort(ORDER);
        var entries = new ArrayList<ParsedEntry>(sorted.size());
        @Nullable HistoryEntry last = null;
        for (var said : sorted) {
            if (last == null || !isRepetition(last, said)) {
                entries.add(new ParsedEntry(said, parsed(said)));
            }
            last = said;
        }
        return entries;
    }

    private static boolean isRepetition(HistoryEntry last, HistoryEntry said) {
        return last.at().equals(said.at())
                && last.source() == said.source()
                && last.id().equals(said.id())
                && last.type().equals(said.type());
    }

    private static LenientNode parsed(HistoryEntry said) {
        try {
            return new LenientNode(JSON.readTree(said.detail().json()));
        } catch (JacksonException notJson) {
            return LenientNode.NONE;
        }
    }

    Source source() {
        return said.source();
    }

    String type() {
        return said.type();
    }

    @Nullable
    Instant at() {
        return said.at().equals(Stamp.UNTIMED) ? null : said.at();
    }

    /// The record's fields are what its envelope says; a lambda's event has the contact deeper inside.
    LenientNode contact() {
        return source() == Source.FLOW_EVENT ? detail.part("Details").part("ContactData") : detail;
    }

    String flow() {
        var name = detail.text("ContactFlowName");
        return name == null ? Objects.requireNonNullElse(Arns.lastPart(detail.text("ContactFlowId")), "") : name;
    }
}
