package io.contactstatus.view;

import io.contactstatus.contact.Source;
import io.contactstatus.contact.Stamp;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// When a source last said something of a contact. Both times are absent when its records have no time.
@Schema(name = "Spoken", description = "Empty when the source's words carry no time.")
public record SourceView(
        @Nullable Instant lastAt,

        @Schema(description = "Of the contact record: when it was written.") @Nullable
        Instant lastUpdate) {

    static Map<String, SourceView> of(SortedMap<Source, Instant> heard) {
        var spoken = new TreeMap<String, SourceView>();
        heard.forEach((source, at) -> spoken.put(name(source), of(source, at)));
        return spoken;
    }

    private static SourceView of(Source source, Instant at) {
        if (at.equals(Stamp.UNTIMED)) {
            return new SourceView(null, null);
        }
        return source == Source.CONTACT_RECORD ? new SourceView(null, at) : new SourceView(at, null);
    }

    private static String name(Source source) {
        return switch (source) {
            case CONTACT_EVENT -> "contactEvent";
            case FLOW_LOG -> "flowLog";
            case CONTACT_RECORD -> "contactRecord";
            case AGENT_EVENT -> "agentEvent";
            case FLOW_EVENT -> "flowEvent";
            case CONTACT_LENS -> "contactLens";
            case RECONCILED -> "reconciled";
            case API -> "api";
        };
    }
}
