package io.contactstatus.archive;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.dialect.Arns;
import io.contactstatus.store.StoredContact;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/// A contact as analysts read it: how it went, and nothing of the customer. So an erasure changes no line that is
/// there; what is erased before it is archived never gets one. The columns stand in `docs/archive.md`. Times are UTC,
/// as Athena reads timestamps.
///
/// @param contactId comes first: by it a line is replaced
@JsonInclude(JsonInclude.Include.NON_EMPTY)
@JsonPropertyOrder("contactId")
record AnalysisLine(
        String contactId,
        @Nullable String instanceId,
        @Nullable String channel,
        @Nullable String subtype,
        @Nullable String initiationMethod,
        Leg leg,
        boolean synthetic,
        @Nullable Outcome outcome,
        @Nullable String disconnectReason,
        Snapshot.Abandonment.@Nullable Place abandonedIn,
        @Nullable Integer abandonedAfterSeconds,
        @Nullable String queueId,
        @Nullable String queueName,
        @Nullable String agentId,
        @Nullable String initialContactId,
        @Nullable String previousContactId,
        @Nullable String nextContactId,
        @Nullable String initiated,
        @Nullable String queued,
        @Nullable String connectedToAgent,
        @Nullable String ended,
        @Nullable Integer waitSeconds,
        @Nullable Integer interactionSeconds,
        @Nullable Integer holdSeconds,
        @Nullable Integer durationSeconds,
        List<String> categories,
        @Nullable String customerSentiment,
        List<Stretch> phases,
        long version) {

    private static final DateTimeFormatter TIMES =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    private static final JsonMapper JSON = JsonMapper.builder()
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .build();

    private static final Pattern ID = Pattern.compile("\\{\"contact_id\":(\"(?:[^\"\\\\]|\\\\.)*\")");

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Stretch(
            Phase.Kind phase,
            String began,
            @Nullable String ended,
            @Nullable Integer seconds,
            @Nullable String queueId,
            @Nullable String agentId) {

        private static Stretch of(Phase phase) {
            return new Stretch(
                    phase.kind(),
                    TIMES.format(phase.from()),
                    time(phase.until()),
                    phase.seconds(),
                    Arns.lastPart(phase.queueArn()),
                    Arns.lastPart(phase.agentArn()));
        }
    }

    static AnalysisLine of(StoredContact contact) {
        var seen = contact.snapshot();
        var queue = seen.queue();
        var agent = seen.agent();
        var abandonment = seen.abandonment();
        return new AnalysisLine(
                seen.contactId().value(),
                Arns.lastPart(seen.instanceArn()),
                seen.channel(),
                seen.subtype(),
                seen.initiationMethod(),
                seen.leg(),
                seen.synthetic(),
                seen.outcome(),
                seen.disconnectReason(),
                abandonment == null ? null : abandonment.place(),
                abandonment == null ? null : abandonment.seconds(),
                queue == null ? null : Arns.lastPart(queue.arn()),
                queue == null ? null : queue.name(),
                agent == null ? null : Arns.lastPart(agent.arn()),
                id(seen.chain().initialContactId()),
                id(seen.chain().previousContactId()),
                id(seen.chain().nextContactId()),
                time(seen.timestamps().initiated()),
                time(seen.timestamps().queued()),
                time(seen.timestamps().connectedToAgent()),
                time(seen.timestamps().ended()),
                queue == null ? null : queue.waitSeconds(),
                agent == null ? null : agent.interactionSeconds(),
                agent == null ? null : agent.holdSeconds(),
                seen.durationSeconds(),
                List.copyOf(seen.insights().categories().elements()),
                seen.insights().customer().sentiment(),
                seen.course().phases().stream().map(Stretch::of).toList(),
                contact.version());
    }

    private static @Nullable String id(@Nullable ContactId id) {
        return id == null ? null : id.value();
    }

    private static @Nullable String time(@Nullable Instant time) {
        return time == null ? null : TIMES.format(time);
    }

    /// @param text of a line, without its end
    record Written(String text, long version) {}

    String written() {
        return JSON.writeValueAsString(this);
    }

    /// The contact that a written line is about, as it stands there.
    static String contactOf(String written) {
        var found = ID.matcher(written);
        if (!found.lookingAt()) {
            throw new IllegalStateException("not an analysis line");
        }
        return found.group(1);
    }

    /// The version of the contact that a written line tells of.
    static long versionOf(String written) {
        return JSON.readTree(written).path("version").asLong();
    }
}
