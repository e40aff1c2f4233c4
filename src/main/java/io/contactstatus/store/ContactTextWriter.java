package io.contactstatus.store;

import io.contactstatus.contact.ChainLinks;
import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactRecord;
import io.contactstatus.contact.FlowPosition;
import io.contactstatus.contact.Identity;
import io.contactstatus.contact.Insights;
import io.contactstatus.contact.LegFacts;
import io.contactstatus.contact.LiveFacts;
import io.contactstatus.contact.Milestones;
import io.contactstatus.contact.Mood;

/// Writes a contact's facts in the format of today. [ContactTextReader] reads the same fields in the same order.
final class ContactTextWriter extends FieldWriter {

    void contact(Contact contact) {
        map(contact.heard().lastBySource(), source -> text(FieldCodes.of(source)), this::instant);
        live(contact.live());
        optional(contact.record(), this::record);
        identity(contact.identity());
        milestones(contact.milestones(), contact.live());
        chain(contact.chain());
        registers(contact.notes(), this::note);
    }

    /// What few contacts have.
    void additions(Contact contact) {
        insights(contact.insights());
        latest(contact.callBack(), callBack -> {
            text(callBack.state().name());
            text(callBack.by());
            optional(callBack.until(), this::instant);
        });
        moment(contact.live().unknownToConnect());
    }

    /// What only those have of which Amazon Connect was asked.
    void aiAgent(Insights insights) {
        latest(insights.aiAgent(), agent -> {
            text(agent.useCase());
            flag(agent.escalated());
        });
    }

    private void insights(Insights insights) {
        set(insights.categories(), this::text);
        set(insights.issues(), this::text);
        mood(insights.customer());
        mood(insights.agent());
        latest(insights.summary(), this::text);
        registers(insights.rules(), this::text);
        text(FieldCodes.of(insights.analysis()));
    }

    private void mood(Mood mood) {
        latest(mood.other(), this::text);
        set(mood.negatives(), this::instant);
    }

    private void live(LiveFacts live) {
        latest(live.instanceArn(), this::text);
        latest(live.channel(), this::text);
        latest(live.subtype(), this::text);
        latest(live.initiationMethod(), this::text);
        latest(live.systemEndpoint(), this::endpoint);
        moment(live.earliest());
        unlessSame(live.initiated(), live.earliest());
        unlessSame(live.lastInitiated(), live.initiated());
        latest(live.scheduled(), this::instant);
        moment(live.connectedToSystem());
        unlessSame(live.lastConnectedToSystem(), live.connectedToSystem());
        latest(live.queueArn(), this::text);
        latest(live.agentArn(), this::text);
        latest(live.offeredTo(), this::text);
        moment(live.firstEnqueued());
        set(live.visits(), visit -> {
            unlessSame(visit.enqueued(), live.firstEnqueued());
            unlessSame(visit.queueArn(), live.queueArn());
        });
        moment(live.connectedToAgent());
        moment(live.disconnected());
        unlessSame(live.lastDisconnected(), live.disconnected());
        moment(live.completed());
        set(live.agentStates(), state -> {
            instant(state.at());
            text(state.state());
            unlessSame(state.agent(), live.agentArn());
        });
        latest(live.heldByAgent(), this::flag);
        set(live.pauses(), pause -> {
            moment(pause.at());
            flag(pause.begins());
        });
        set(live.calledOutside(), call -> {
            instant(call.at());
            text(FieldCodes.of(call.stage()));
        });
        latest(live.heldSeconds(), this::number);
        latest(live.flow(), this::position);
        latest(live.disconnectReason(), this::text);
        latest(live.answeredBy(), this::text);
        flags(live.campaign(), live.synthetic());
        registers(live.names(), this::text);
        registers(live.attributes(), this::note);
        latest(live.tags(), tags -> map(tags.byKey(), this::text, this::text));
    }

    /// Mostly the same as what the live sources told of this contact itself.
    private void milestones(Milestones milestones, LiveFacts live) {
        unlessSame(milestones.enqueued(), live.firstEnqueued());
        unlessSame(milestones.connectedToAgent(), live.connectedToAgent());
        moment(milestones.agentLeft());
        unlessSame(milestones.ended(), live.disconnected());
        milestoneFlags(milestones);
    }

    private void milestones(Milestones milestones) {
        moment(milestones.enqueued());
        moment(milestones.connectedToAgent());
        moment(milestones.agentLeft());
        moment(milestones.ended());
        milestoneFlags(milestones);
    }

    private void milestoneFlags(Milestones milestones) {
        flags(milestones.recorded(), milestones.customerLeft(), milestones.talked(), milestones.guide());
    }

    private void record(ContactRecord record) {
        edition(record.edition());
        optional(record.instanceArn(), this::text);
        optional(record.channel(), this::text);
        optional(record.subtype(), this::text);
        optional(record.initiationMethod(), this::text);
        optional(record.initiated(), this::instant);
        optional(record.scheduled(), this::instant);
        optional(record.connectedToSystem(), this::instant);
        optional(record.disconnected(), this::instant);
        optional(record.transferCompleted(), this::instant);
        optional(record.transferredTo(), this::endpoint);
        optional(record.disconnectReason(), this::text);
        optional(record.queue(), this::queue);
        optional(record.agent(), this::agent);
        number(record.connectionAttempts());
        optional(record.systemEndpoint(), this::endpoint);
        optional(record.initialContactId(), this::id);
        optional(record.previousContactId(), this::id);
        optional(record.nextContactId(), this::id);
        optional(record.relatedContactId(), this::id);
        optional(record.attributes(), all -> map(all, this::text, this::text));
        map(record.tags(), this::text, this::text);
        number(record.recordings());
        optional(record.answeredBy(), this::text);
        flags(record.campaign(), record.synthetic());
    }

    private void queue(ContactRecord.RecordedQueue queue) {
        optional(queue.arn(), this::text);
        optional(queue.name(), this::text);
        optional(queue.enqueued(), this::instant);
        optional(queue.dequeued(), this::instant);
        optional(queue.durationSeconds(), this::number);
    }

    private void agent(ContactRecord.RecordedAgent agent) {
        optional(agent.arn(), this::text);
        optional(agent.username(), this::text);
        optional(agent.connected(), this::instant);
        optional(agent.interactionSeconds(), this::number);
        optional(agent.holdCount(), this::number);
        optional(agent.holdSeconds(), this::number);
        optional(agent.pauseSeconds(), this::number);
        optional(agent.afterContactWorkStarted(), this::instant);
        optional(agent.afterContactWorkEnded(), this::instant);
    }

    private void identity(Identity identity) {
        latest(identity.assigned(), this::text);
        latest(identity.attribute(), this::text);
        latest(identity.customerId(), this::text);
        latest(identity.endpoint(), this::endpoint);
        optional(identity.recorded(), recorded -> {
            edition(recorded.edition());
            optional(recorded.attribute(), this::text);
            optional(recorded.customerId(), this::text);
            optional(recorded.endpoint(), this::endpoint);
            flag(recorded.endpointDenied());
        });
        flag(identity.withdrawn());
    }

    private void chain(ChainLinks chain) {
        latest(chain.initial(), this::id);
        latest(chain.previous(), this::id);
        latest(chain.related(), this::id);
        map(chain.legs(), this::id, this::leg);
        map(chain.inherited(), this::id, this::leg);
        set(chain.associates(), this::id);
    }

    private void leg(LegFacts leg) {
        identity(leg.identity());
        latest(leg.initiationMethod(), this::text);
        latest(leg.previous(), this::id);
        moment(leg.initiated());
        milestones(leg.milestones());
        latest(leg.queueArn(), this::text);
        latest(leg.agentArn(), this::text);
    }

    private void position(FlowPosition position) {
        withUuid(position.flowArn());
        text(position.flowName());
        text(position.blockType());
        withUuid(position.blockId());
    }
}
