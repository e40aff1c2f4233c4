package io.contactstatus.contact;

import static io.contactstatus.contact.TestFacts.ANNA;
import static io.contactstatus.contact.TestFacts.BEN;
import static io.contactstatus.contact.TestFacts.BILLING;
import static io.contactstatus.contact.TestFacts.CALL;
import static io.contactstatus.contact.TestFacts.SALES;
import static io.contactstatus.contact.TestFacts.at;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Makes up the life of a contact, and what its sources say of it: some of that is lost, some rounded, and the
/// contact record agrees, is a second off, does not speak of a thing, or is wrong.
final class AnyStory {

    private static final ContactId BEFORE = new ContactId("call-0");
    private static final ContactId AFTER = new ContactId("call-2");

    private static final List<String> METHODS = List.of(
            "INBOUND",
            "INBOUND",
            "INBOUND",
            "OUTBOUND",
            "TRANSFER",
            "TRANSFER",
            "QUEUE_TRANSFER",
            "CALLBACK",
            "CALLBACK_CUSTOMER_FIRST_QUEUED",
            "CALLBACK_CUSTOMER_FIRST_DIALED",
            "API",
            "DISCONNECT",
            "MONITOR",
            "EXTERNAL_OUTBOUND",
            "FLOW",
            "WEBRTC_API",
            "AGENT_REPLY",
            "SOMETHING_NEW");

    private static final List<String> REASONS = List.of(
            "CUSTOMER_DISCONNECT",
            "CUSTOMER_DISCONNECT",
            "AGENT_DISCONNECT",
            "CONTACT_FLOW_DISCONNECT",
            "TELECOM_ORIGINATOR_CANCEL",
            "TELECOM_UNANSWERED",
            "EXPIRED",
            "API",
            "OTHER",
            "TRANSFERRED",
            "SYSTEM_ERROR",
            "SOMETHING_NEW");

    private enum Agreement {
        CONSISTENT,
        OFF_BY_ONE,
        MISSING,
        WRONG
    }

    private final Random random;
    private final List<Contact> said = new ArrayList<>();
    private final String method;
    private final String channel;
    private final boolean campaign;
    private final int lossInHundred;
    private final Agreement agreement;

    private long now;
    private @Nullable Instant system;
    private @Nullable Instant enqueued;
    private @Nullable Instant dequeued;
    private @Nullable String queue;
    private @Nullable Instant connected;
    private @Nullable Instant workStarted;
    private @Nullable Instant workEnded;
    private @Nullable Instant ended;
    private String agent = ANNA;
    private long held;
    private long paused;
    private @Nullable Endpoint outside;

    private AnyStory(Random random) {
        this.random = random;
        method = one(METHODS);
        channel = random.nextInt(4) > 0 ? "VOICE" : one(List.of("CHAT", "TASK", "EMAIL"));
        campaign = method.equals("API") && random.nextBoolean();
        lossInHundred = one(List.of(0, 2, 20));
        agreement = one(List.of(Agreement.values()));
    }

    /// What is said, in the order in which it happened.
    static List<Contact> told(Random random) {
        var story = new AnyStory(random);
        story.begin();
        story.goOn();
        story.end();
        return List.copyOf(story.said);
    }

    private void begin() {
        event(it -> it.initiated(moment()).campaign(campaign));
        if (chance(10)) {
            var planned = now + random.nextInt(90_000);
            event(it -> it.scheduled(at(planned), at(0)));
            now = chance(80) ? planned : now;
        }
        if (method.equals("TRANSFER") || method.equals("QUEUE_TRANSFER") || method.equals("DISCONNECT")) {
            before();
        }
        if (chance(80)) {
            pass();
            system = at(now);
            event(it -> it.connectedToSystem(moment()).answeredBy(chance(5) ? "VOICEMAIL_BEEP" : null, at(now)));
        }
    }

    /// The leg before, on which an agent may be for longer than this one lasts.
    private void before() {
        event(it -> it.initialContact(BEFORE).previousContact(BEFORE));
        var facts = Facts.about(CALL, Source.CONTACT_EVENT).toContact();
        var other = Facts.about(BEFORE, Source.CONTACT_EVENT)
                .heardAt(at(-60_000))
                .initiated(Moment.exact(at(-60_000)))
                .initiationMethod(one(List.of("INBOUND", "QUEUE_TRANSFER", "CALLBACK")))
                .enqueued(chance(50) ? Moment.exact(at(-50_000)) : null, SALES);
        if (chance(70)) {
            other.connectedToAgent(Moment.exact(at(-40_000))).agent(BEN, at(-40_000));
        }
        if (chance(70)) {
            other.disconnected(Moment.exact(at(random.nextInt(200_000) - 20_000)));
        }
        said.add(facts.inheriting(other.toContact()));
    }

    private void goOn() {
        for (var steps = random.nextInt(5); steps > 0; steps--) {
            pass();
            switch (random.nextInt(6)) {
                case 0, 1 -> queueUp();
                case 2 -> offer();
                case 3 -> putThrough();
                case 4 -> talk();
                default -> pause();
            }
        }
    }

    private void queueUp() {
        queue = one(List.of(BILLING, SALES));
        enqueued = at(now);
        dequeued = null;
        var arn = Objects.requireNonNull(queue);
        event(it -> it.enqueued(moment(), arn).queue(arn, at(now)));
    }

    private void offer() {
        agent = one(List.of(ANNA, BEN));
        seat(method.equals("CALLBACK") && chance(70) ? "INCOMING" : "CONNECTING");
        if (chance(60)) {
            pass();
            seat(one(List.of("MISSED", "REJECTED", "ERROR", AgentState.RELEASED)));
        }
    }

    private void putThrough() {
        log(OutsideCall.Stage.DIALLED);
        dequeued = at(now);
        outside = new Endpoint(chance(80) ? "TELEPHONE_NUMBER" : "CONTACT_FLOW", "+15551230100");
        if (chance(60)) {
            pass();
            var isFailed = chance(50);
            log(isFailed ? OutsideCall.Stage.FAILED : OutsideCall.Stage.ENDED);
            outside = isFailed ? null : outside;
        }
    }

    private void talk() {
        connected = at(now);
        dequeued = at(now);
        held = 0;
        paused = 0;
        event(it -> it.connectedToAgent(moment()).agent(agent, at(now)));
        seat("CONNECTED");
        for (var steps = random.nextInt(4); steps > 0; steps--) {
            pass();
            var since = now;
            var isHold = chance(60);
            seat(isHold ? "CONNECTED_ONHOLD" : "PAUSED");
            pass();
            seat("CONNECTED");
            held += isHold ? now - since : 0;
            paused += isHold ? 0 : now - since;
        }
        pass();
        if (chance(50)) {
            workStarted = at(now);
            seat("ENDED");
            if (chance(50)) {
                pass();
                workEnded = at(now);
                seat(AgentState.CLEARED);
            }
        } else if (chance(20)) {
            said.add(Facts.about(CALL, Source.AGENT_EVENT)
                    .heardAt(at(now))
                    .heldByAgent(chance(30), at(now))
                    .toContact());
        }
    }

    private void pause() {
        event(it -> it.paused(true, Moment.rounded(at(now).truncatedTo(ChronoUnit.SECONDS))));
        pass();
        if (chance(80)) {
            event(it -> it.paused(false, Moment.rounded(at(now).truncatedTo(ChronoUnit.SECONDS))));
        }
    }

    private void end() {
        if (chance(20)) {
            return;
        }
        pass();
        ended = at(now);
        var reason = chance(30) ? one(REASONS) : null;
        if (chance(20)) {
            said.add(Facts.about(CALL, Source.FLOW_LOG)
                    .heardAt(at(now))
                    .flow(new FlowPosition("arn:flow", "Main", "Disconnect", "b"), at(now))
                    .toContact());
        }
        event(it -> it.disconnected(moment()).disconnectReason(reason, at(now)));
        if (connected != null && workEnded == null && chance(70)) {
            workStarted = workStarted == null ? at(now) : workStarted;
            seat("ENDED");
            if (chance(70)) {
                pass();
                workEnded = at(now);
                seat(AgentState.CLEARED);
            }
        }
        if (chance(50)) {
            event(it -> it.completed(moment()));
        }
        if (chance(20)) {
            after();
        }
        if (chance(60)) {
            said.add(record());
        }
    }

    private void after() {
        var leg = Facts.about(AFTER, Source.CONTACT_EVENT)
                .heardAt(at(now))
                .initiationMethod(one(METHODS))
                .initialContact(CALL)
                .previousContact(CALL)
                .initiated(Moment.exact(at(now)));
        said.add(Objects.requireNonNull(leg.toContact().told().get(CALL)));
    }

    private Contact record() {
        var edition = new Edition(Objects.requireNonNull(ended).plusSeconds(60), false, "d");
        var statement = new ContactRecord(
                edition,
                null,
                channel,
                null,
                method,
                second(at(0)),
                null,
                second(system),
                second(ended),
                chance(5) ? second(ended) : null,
                outside,
                chance(90) ? one(REASONS) : null,
                enqueued == null
                        ? null
                        : new ContactRecord.RecordedQueue(queue, null, second(enqueued), second(dequeued), null),
                connected == null
                        ? null
                        : new ContactRecord.RecordedAgent(
                                agent,
                                "anna",
                                second(connected),
                                seconds(random.nextInt(60) * 1000L),
                                random.nextInt(3),
                                seconds(held),
                                seconds(paused),
                                second(workStarted),
                                second(workEnded)),
                random.nextInt(3),
                null,
                null,
                null,
                chance(5) ? AFTER : null,
                null,
                null,
                new TreeMap<>(),
                0,
                null,
                campaign,
                false);
        return Facts.about(CALL, Source.CONTACT_RECORD)
                .record(statement, new Identity.Recorded(edition, null, null, null, false), false)
                .toContact();
    }

    private @Nullable Instant second(@Nullable Instant time) {
        if (time == null) {
            return null;
        }
        var cut = time.truncatedTo(ChronoUnit.SECONDS);
        return switch (agreement) {
            case CONSISTENT -> cut;
            case OFF_BY_ONE -> cut.plusSeconds(random.nextInt(3) - 1L);
            case MISSING -> chance(40) ? null : cut;
            case WRONG -> cut.plusSeconds(random.nextInt(200) - 100L);
        };
    }

    private @Nullable Integer seconds(long millis) {
        var cut = (int) (millis / 1000);
        return switch (agreement) {
            case CONSISTENT -> Integer.valueOf(cut);
            case OFF_BY_ONE -> Integer.valueOf(Math.max(0, cut + random.nextInt(3) - 1));
            case MISSING -> chance(60) ? null : Integer.valueOf(cut);
            case WRONG -> Integer.valueOf(random.nextInt(1000));
        };
    }

    private void event(UnaryOperator<Facts> more) {
        say(more.apply(Facts.about(CALL, Source.CONTACT_EVENT)
                .heardAt(at(now))
                .channel(channel, at(now))
                .initiationMethod(method)));
    }

    private void seat(String state) {
        var facts = Facts.about(CALL, Source.AGENT_EVENT).heardAt(at(now)).agentState(state, at(now), agent);
        say(state.equals("CONNECTING") || state.equals("INCOMING") ? facts.offeredTo(agent, at(now)) : facts);
    }

    private void log(OutsideCall.Stage step) {
        say(Facts.about(CALL, Source.FLOW_LOG).heardAt(at(now)).calledOutside(step, at(now)));
    }

    private void say(Facts facts) {
        if (random.nextInt(100) >= lossInHundred) {
            said.add(facts.toContact());
        }
    }

    /// The envelope of an event has whole seconds, and may be all there is.
    private Moment moment() {
        return chance(80) ? Moment.exact(at(now)) : Moment.rounded(at(now).truncatedTo(ChronoUnit.SECONDS));
    }

    private void pass() {
        now += chance(30) ? random.nextInt(900) : random.nextInt(40_000);
    }

    private boolean chance(int inHundred) {
        return random.nextInt(100) < inHundred;
    }

    private <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
