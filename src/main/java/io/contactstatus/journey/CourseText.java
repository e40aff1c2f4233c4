package io.contactstatus.journey;

import io.contactstatus.contact.Phase;
import io.contactstatus.contact.ResourceId;
import io.contactstatus.contact.Snapshot;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What steps of the course have in common in words: names of queues and agents, and how long something lasted.
final class CourseText {

    private final Snapshot contact;
    private final Names names;
    private final Masking shown;
    private final Phrases phrases;

    CourseText(Snapshot contact, Names names, Masking shown, Phrases phrases) {
        this.contact = contact;
        this.names = names;
        this.shown = shown;
        this.phrases = phrases;
    }

    String queueName(@Nullable String arn) {
        var name = names.of(arn);
        if (arn != null && arn.contains("/queue/agent/")) {
            return name == null ? phrases.say("queue.personal") : phrases.say("queue.personal.of", shown.word(name));
        }
        return name == null ? phrases.say("queue.unnamed") : phrases.say("queue.named", shown.word(name));
    }

    String agentName(@Nullable String arn) {
        var name = names.of(arn);
        return name == null ? phrases.say("agent.unnamed") : phrases.say("agent.named", shown.word(name));
    }

    @Nullable
    Duration duration(Phase phase) {
        var seconds = phase.seconds();
        return seconds == null || isUntimed(phase) ? null : Duration.ofSeconds(seconds);
    }

    /// It is over, and nothing tells since when.
    boolean isUntimed(Phase phase) {
        return !contact.active()
                && contact.timestamps().disconnected() == null
                && phase.equals(contact.course().last())
                && Objects.equals(phase.seconds(), 0);
    }

    String inWords(@Nullable Duration duration) {
        return duration == null ? "" : phrases.duration(duration);
    }

    static String channel(Snapshot contact) {
        return contact.channel() == null ? "VOICE" : contact.channel();
    }

    /// Also where one of the two is not told.
    static boolean isSameAgent(@Nullable String agent, @Nullable String other) {
        return agent == null || other == null || ResourceId.isSame(agent, other);
    }
}
