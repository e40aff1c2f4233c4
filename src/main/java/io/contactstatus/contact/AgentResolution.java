package io.contactstatus.contact;

import static io.contactstatus.contact.ResolvedFacts.at;
import static io.contactstatus.contact.ResolvedFacts.valueIn;

import io.contactstatus.contact.Phase.Kind;
import org.jspecify.annotations.Nullable;

/// The agent that is shown of a contact: the one at whom it rings, else the one it is or was connected to.
final class AgentResolution {

    private final ResolvedFacts facts;
    private final Course course;
    private final boolean ringing;

    AgentResolution(ResolvedFacts facts, Course course, Status status) {
        this.facts = facts;
        this.course = course;
        ringing = status == Status.CONNECTING_TO_AGENT;
    }

    Snapshot.@Nullable AgentInfo info(ResourceNames names) {
        if (!isShown()) {
            return null;
        }
        var arn = valueIn(arn());
        var recordedName = facts.recordedAgent == null ? null : facts.recordedAgent.username();
        return new Snapshot.AgentInfo(
                arn,
                recordedName == null ? names.of(arn) : recordedName,
                at(facts.connectedToAgent),
                facts.isWithAgent() ? course.interactionSeconds() : null,
                holdCount(),
                holdSeconds(),
                at(facts.workStarted),
                at(facts.workEnded));
    }

    boolean isShown() {
        return ringing || facts.isWithAgent() || facts.recordedAgent != null;
    }

    @Nullable
    Attributed<String> arn() {
        var live = facts.live;
        if (ringing && live.offeredTo() != null) {
            return facts.sources.word(null, live.offeredTo());
        }
        return facts.sources.word(facts.recordedAgent == null ? null : facts.recordedAgent.arn(), live.agentArn());
    }

    /// The same, once an agent has had the contact.
    @Nullable
    String arnOnceConnected() {
        return facts.isWithAgent() ? valueIn(arn()) : null;
    }

    private @Nullable Integer holdCount() {
        var timed = course.count(Kind.ON_HOLD);
        if (timed > 0) {
            return timed;
        }
        return facts.recordedAgent == null ? null : facts.recordedAgent.holdCount();
    }

    private @Nullable Integer holdSeconds() {
        var isCounted = facts.untimedHold() != null
                || course.phases().stream().anyMatch(phase -> phase.kind() == Kind.ON_HOLD || phase.heldSeconds() > 0);
        return isCounted ? course.holdSeconds() : null;
    }
}
