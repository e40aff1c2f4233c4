package io.contactstatus.store;

import io.contactstatus.contact.AgentState;
import io.contactstatus.contact.AiAgent;
import io.contactstatus.contact.CallBack;
import io.contactstatus.contact.ChainLinks;
import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.ContactRecord;
import io.contactstatus.contact.FlowPosition;
import io.contactstatus.contact.Identity;
import io.contactstatus.contact.Insights;
import io.contactstatus.contact.LastBySource;
import io.contactstatus.contact.Latest;
import io.contactstatus.contact.LegFacts;
import io.contactstatus.contact.LiveFacts;
import io.contactstatus.contact.Milestones;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Mood;
import io.contactstatus.contact.OutsideCall;
import io.contactstatus.contact.Pause;
import io.contactstatus.contact.QueueVisit;
import org.jspecify.annotations.Nullable;

/// Reads what [ContactTextWriter] has written.
final class ContactTextReader extends FieldReader {

    ContactTextReader(String text) {
        super(text);
    }

    Contact contact(ContactId id) {
        var heard = new LastBySource(map(() -> FieldCodes.source(text()), this::instant));
        var live = live();
        return new Contact(
                id,
                heard,
                live,
                optional(this::record),
                identity(),
                milestones(live.firstEnqueued(), live.connectedToAgent(), live.disconnected()),
                chain(),
                registers(this::note),
                Insights.NONE,
                null);
    }

    /// The same with what [ContactTextWriter#additions] has written behind it.
    Contact withAdditions(Contact contact) {
        // In the order in which they were written.
        var insights = insights();
        var callBack = latest(() -> new CallBack(CallBack.State.valueOf(text()), text(), optional(this::instant)));
        return new Contact(
                contact.id(),
                contact.heard(),
                contact.live().unknownToConnect(optional(this::moment)),
                contact.record(),
                contact.identity(),
                contact.milestones(),
                contact.chain(),
                contact.notes(),
                insights,
                callBack);
    }

    /// The same with what [ContactTextWriter#aiAgent] has written behind it.
    Contact withAiAgent(Contact contact) {
        var told = contact.insights();
        return contact.with(new Insights(
                told.categories(),
                told.issues(),
                told.customer(),
                told.agent(),
                told.summary(),
                told.rules(),
                told.analysis(),
                latest(() -> new AiAgent(text(), flag()))));
    }

    private Insights insights() {
        return new Insights(
                set(Insights.MOST_CATEGORIES, this::text),
                set(Insights.MOST_ISSUES, this::text),
                mood(),
                mood(),
                latest(this::text),
                registers(this::text),
                FieldCodes.analysis(text()),
                null);
    }

    private Mood mood() {
        return new Mood(latest(this::text), set(Mood.LONGEST_RUN, this::instant));
    }

    private LiveFacts live() {
        var instanceArn = latest(this::text);
        var channel = latest(this::text);
        var subtype = latest(this::text);
        var initiationMethod = latest(this::text);
        var systemEndpoint = latest(this::endpoint);
        var earliest = optional(this::moment);
        var initiated = unlessSame(earliest);
        var lastInitiated = unlessSame(initiated);
        var scheduled = latest(this::instant);
        var connectedToSystem = optional(this::moment);
        var lastConnectedToSystem = unlessSame(connectedToSystem);
        var queueArn = latest(this::text);
        var agentArn = latest(this::text);
        var offeredTo = latest(this::text);
        var firstEnqueued = optional(this::moment);
        var visits = set(LiveFacts.MOST_VISITS, () -> visit(firstEnqueued, queueArn));
        var connectedToAgent = optional(this::moment);
        var disconnected = optional(this::moment);
        return new LiveFacts(
                instanceArn,
                channel,
                subtype,
                initiationMethod,
                systemEndpoint,
                earliest,
                initiated,
                lastInitiated,
                scheduled,
                connectedToSystem,
                lastConnectedToSystem,
                firstEnqueued,
                visits,
                connectedToAgent,
                disconnected,
                unlessSame(disconnected),
                optional(this::moment),
                queueArn,
                agentArn,
                offeredTo,
                set(LiveFacts.MOST_STATES, () -> new AgentState(instant(), text(), unlessSame(agentArn))),
                latest(this::flag),
                set(LiveFacts.MOST_PAUSES, () -> new Pause(moment(), flag())),
                set(LiveFacts.MOST_CALLS, () -> new OutsideCall(instant(), FieldCodes.step(text()))),
                latest(this::number),
                latest(this::position),
                latest(this::text),
                latest(this::text),
                isSet(flags(), 0),
                isSet(lastFlags(), 1),
                null,
                registers(this::text),
                registers(this::note),
                latest(this::tags));
    }

    private QueueVisit visit(@Nullable Moment firstEnqueued, @Nullable Latest<String> queueArn) {
        var enqueued = unlessSame(firstEnqueued);
        if (enqueued == null) {
            throw new IllegalArgumentException("a time in a queue without its beginning");
        }
        return new QueueVisit(enqueued, unlessSame(queueArn));
    }

    private Milestones milestones(
            @Nullable Moment enqueued, @Nullable Moment connectedToAgent, @Nullable Moment ended) {
        return new Milestones(
                unlessSame(enqueued),
                unlessSame(connectedToAgent),
                optional(this::moment),
                unlessSame(ended),
                isSet(flags(), 0),
                isSet(lastFlags(), 1),
                isSet(lastFlags(), 2),
                isSet(lastFlags(), 3));
    }

    private ContactRecord record() {
        return new ContactRecord(
                edition(),
                optional(this::text),
                optional(this::text),
                optional(this::text),
                optional(this::text),
                optional(this::instant),
                optional(this::instant),
                optional(this::instant),
                optional(this::instant),
                optional(this::instant),
                optional(this::endpoint),
                optional(this::text),
                optional(this::queue),
                optional(this::agent),
                number(),
                optional(this::endpoint),
                optional(this::id),
                optional(this::id),
                optional(this::id),
                optional(this::id),
                optional(() -> map(this::text, this::text)),
                map(this::text, this::text),
                number(),
                optional(this::text),
                isSet(flags(), 0),
                isSet(lastFlags(), 1));
    }

    ContactRecord.RecordedQueue queue() {
        return new ContactRecord.RecordedQueue(
                optional(this::text),
                optional(this::text),
                optional(this::instant),
                optional(this::instant),
                optional(this::number));
    }

    private ContactRecord.RecordedAgent agent() {
        return new ContactRecord.RecordedAgent(
                optional(this::text),
                optional(this::text),
                optional(this::instant),
                optional(this::number),
                optional(this::number),
                optional(this::number),
                optional(this::number),
                optional(this::instant),
                optional(this::instant));
    }

    Identity identity() {
        return new Identity(
                latest(this::text),
                latest(this::text),
                latest(this::text),
                latest(this::endpoint),
                optional(() -> new Identity.Recorded(
                        edition(), optional(this::text), optional(this::text), optional(this::endpoint), flag())),
                flag());
    }

    private ChainLinks chain() {
        return new ChainLinks(
                latest(this::id),
                latest(this::id),
                latest(this::id),
                map(this::id, this::leg),
                map(this::id, this::leg),
                set(ChainLinks.MOST_ASSOCIATES, this::id));
    }

    private LegFacts leg() {
        return new LegFacts(
                identity(),
                latest(this::text),
                latest(this::id),
                optional(this::moment),
                milestones(null, null, null),
                latest(this::text),
                latest(this::text));
    }

    private FlowPosition position() {
        return new FlowPosition(withUuid(), text(), text(), withUuid());
    }
}
