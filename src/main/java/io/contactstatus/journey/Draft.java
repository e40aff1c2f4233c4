package io.contactstatus.journey;

import io.contactstatus.contact.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A step in the making.
final class Draft {

    private final StepKind kind;
    private final @Nullable Instant at;
    private String id = "";
    private String text = "";
    private @Nullable Long durationMillis;
    private boolean durationIsUpperBound;
    private boolean ongoing;
    private boolean failed;
    private @Nullable String block;
    private @Nullable String flow;
    private @Nullable String outcome;
    private @Nullable Source source;
    private @Nullable String contactId;
    private Map<String, String> detail = Map.of();

    Draft(StepKind kind, @Nullable Instant at) {
        this.kind = kind;
        this.at = at;
    }

    @Nullable
    Instant at() {
        return at;
    }

    Draft id(String id) {
        this.id = id;
        return this;
    }

    Draft text(String text) {
        this.text = text;
        return this;
    }

    Draft lasting(@Nullable Duration duration) {
        durationMillis = duration == null ? null : duration.toMillis();
        return this;
    }

    Draft lastingAtMost(@Nullable Duration duration) {
        durationIsUpperBound = duration != null;
        return lasting(duration);
    }

    Draft ongoing(boolean ongoing) {
        this.ongoing = ongoing;
        return this;
    }

    Draft failed(boolean failed) {
        this.failed = failed;
        return this;
    }

    Draft in(@Nullable String block, @Nullable String flow) {
        this.block = block;
        this.flow = flow;
        return this;
    }

    Draft outcome(@Nullable String outcome) {
        this.outcome = outcome;
        return this;
    }

    Draft source(Source source) {
        this.source = source;
        return this;
    }

    Draft contact(@Nullable String contactId) {
        this.contactId = contactId;
        return this;
    }

    Draft detail(Map<String, String> detail) {
        this.detail = detail;
        return this;
    }

    Step step() {
        return new Step(
                id,
                at,
                kind,
                text,
                durationMillis,
                durationIsUpperBound,
                ongoing,
                failed,
                block,
                flow,
                outcome,
                source,
                contactId,
                detail);
    }
}
