package io.contactstatus.journey;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// The customer's view: what they heard, pressed, waited for and whom they spoke to. Blocks that a customer notices
/// nothing of are not in it.
final class Friendly {

    /// The queue's flow begins to play before the contact counts as queued.
    private static final Duration EARLY_MUSIC = Duration.ofSeconds(3);

    private static final Comparator<Piece> ORDER =
            Comparator.comparing(Piece::at).thenComparingInt(Piece::rank).thenComparingInt(Piece::number);

    private final Life life;
    private final List<BlockRun> runs;
    private final Names names;
    private final Shown shown;
    private final Phrases phrases;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<SeatWalk.Ringing> ringing = new ArrayList<>();
    private final List<Talk.Span> pauses = new ArrayList<>();
    private final TreeMap<Instant, Talk> talks = new TreeMap<>();
    private final TreeMap<Instant, Set<String>> music = new TreeMap<>();
    private boolean asksForCallback;

    /// @param at by which it is sorted
    /// @param rank among pieces of the same moment
    /// @param prompt what was heard, if it is nothing but that
    private record Piece(
            Instant at,
            int rank,
            int number,
            Draft draft,
            @Nullable String prompt) {}

    Friendly(Life life, List<BlockRun> runs, Names names, Shown shown, Phrases phrases) {
        this.life = life;
        this.runs = runs;
        this.names = names;
        this.shown = shown;
        this.phrases = phrases;
    }

    List<Step> steps() {
        meetAgents();
        begin();
        runs.forEach(this::block);
        queues();
        ringing.forEach(this::ring);
        talks.values().forEach(this::talk);
        pauses();
        goOn();
        end();
        return told();
    }

    private void meetAgents() {
        life.seats().forEach((agent, states) -> {
            var walk = SeatWalk.through(agent, states);
            ringing.addAll(walk.ringing());
            pauses.addAll(walk.pauses());
            walk.talks().forEach(talk -> talks.putIfAbsent(talk.start(), talk));
        });
        life.connected().all().forEach(this::meet);
        @Nullable Talk last = null;
        for (var talk : talks.values()) {
            if (last != null) {
                last.endAt(talk.start());
            }
            talk.endAt(life.end());
            last = talk;
        }
    }

    /// Agent events and contact events tell the same connection.
    private void meet(Instant at, String agent) {
        for (var near : nearby(at)) {
            if (agent.isEmpty() || near.agent().isEmpty() || Objects.equals(idOf(agent), idOf(near.agent()))) {
                return;
            }
        }
        talks.put(at, new Talk(at, agent));
    }

    private List<Talk> nearby(Instant at) {
        return List.copyOf(
                talks.subMap(at.minusSeconds(2), true, at.plusSeconds(2), true).values());
    }

    private static String idOf(String arn) {
        return Objects.requireNonNullElse(Entry.lastPart(arn), "");
    }

    private void begin() {
        var at = life.begun();
        if (at == null) {
            return;
        }
        var text = phrases.sayFirst(
                "start." + life.method() + "." + life.channel(),
                phrases.has("start." + life.method()) ? "start." + life.method() : "start." + kindOfChannel());
        // Whatever is dated before has been rounded.
        add(Instant.MIN, 0, new Draft(Kind.START, at).text(text).contact(life.previous()), null);
        var answeredBy = life.answeredBy();
        if (answeredBy != null && phrases.has("answered." + answeredBy)) {
            add(
                    at,
                    1,
                    new Draft(Kind.CHECK, at)
                            .text(phrases.say("answered." + answeredBy))
                            .outcome(answeredBy),
                    null);
        }
    }

    private String kindOfChannel() {
        return phrases.has("start.other." + life.channel()) ? "other." + life.channel() : "other";
    }

    private void block(BlockRun run) {
        var at = run.at();
        if (at == null) {
            return;
        }
        switch (run.kind()) {
            case PROMPT -> prompt(run, at);
            case CHOICE, INPUT -> question(run, at);
            case CALLBACK -> callback(run, at);
            case TRANSFER -> transfer(run, at);
            case START,
                    QUEUE,
                    RINGING,
                    AGENT,
                    HOLD,
                    PAUSE,
                    ATTRIBUTE,
                    LAMBDA,
                    CHECK,
                    FLOW,
                    RECORDING,
                    SPEECH,
                    UPDATE,
                    ERROR,
                    END,
                    RECORD,
                    OTHER -> {}
        }
    }

    private void prompt(BlockRun run, Instant at) {
        if (run.isEntered() && !Blocks.isFailure(run.kind(), run.told("Results").text())) {
            var text = Prompts.textOf(run.inputs());
            if (Blocks.isLoop(run.type())) {
                var heard = text == null ? phrases.say("heard.music") : phrases.quoted(shown.wording(text));
                music.computeIfAbsent(at, moment -> new LinkedHashSet<>()).add(heard);
            } else {
                var heard = text == null ? phrases.say("heard.recording") : phrases.quoted(shown.wording(text));
                add(
                        at,
                        2,
                        new Draft(Kind.PROMPT, at)
                                .text(phrases.say("heard", heard))
                                .lasting(run.exactDuration()),
                        heard);
            }
        }
    }

    private void question(BlockRun run, Instant at) {
        var asked = Prompts.textOf(run.inputs());
        var results = run.told("Results").text();
        var key = results == null ? "none" : answer(run, results);
        var answer = results == null ? "" : Techy.isSecret(run, asked) ? Shown.HIDDEN : shown.personal(results);
        var text = asked == null
                ? phrases.say("answer." + key, answer)
                : phrases.say("asked." + key, shown.wording(asked), answer);
        add(
                at,
                2,
                new Draft(run.kind(), at)
                        .text(text)
                        .lasting(run.exactDuration())
                        .ongoing(results == null && isLast(run) && !life.isOver())
                        .failed(key.equals("error"))
                        .outcome(answer.isEmpty() || key.equals("silent") || key.equals("error") ? results : answer),
                null);
    }

    private boolean isLast(BlockRun run) {
        return run == runs.getLast();
    }

    private static String answer(BlockRun run, String results) {
        if (Blocks.isSilence(results)) {
            return "silent";
        }
        if (Blocks.isFailure(run.kind(), results)) {
            return "error";
        }
        if (run.kind() == Kind.INPUT) {
            return "entered";
        }
        return Blocks.asksByBot(run) ? "understood" : "chosen";
    }

    private void callback(BlockRun run, Instant at) {
        asksForCallback = true;
        var number = BlockText.numberIn(run.inputs());
        add(
                at,
                2,
                new Draft(Kind.CALLBACK, at)
                        .text(
                                number == null
                                        ? phrases.say("callback")
                                        : phrases.say("callback.number", shown.personal(number))),
                null);
    }

    /// Into queues and flows, the customer moves without noticing; they notice the waiting.
    private void transfer(BlockRun run, Instant at) {
        if (Blocks.leadsOut(run.type())) {
            var number = BlockText.numberIn(run.inputs());
            var failed = Blocks.isFailure(run.kind(), run.told("Results").text());
            var key = "transfer.out" + (number == null ? "" : ".number") + (failed ? ".failed" : "");
            add(
                    at,
                    2,
                    new Draft(Kind.TRANSFER, at)
                            .text(phrases.say(key, number == null ? "" : shown.personal(number)))
                            .failed(failed),
                    null);
        }
    }

    private void queues() {
        var visits = life.queued().all();
        visits.forEach((at, arn) -> {
            var end = endOfWait(at, visits.higherKey(at));
            var heard = musicDuring(at, end);
            add(at, 3, wait(at, arn, end, heard), null);
        });
        music.forEach((at, heard) ->
                add(at, 2, new Draft(Kind.PROMPT, at).text(phrases.say("heard.waiting", together(heard))), null));
    }

    private Draft wait(Instant at, String arn, @Nullable Instant end, Set<String> heard) {
        var duration = end == null ? null : Duration.between(at, end);
        var ongoing = end == null && !life.isOver();
        var key = "queue." + (ongoing ? "waiting" : duration == null ? "entered" : "waited");
        var text = phrases.say(
                life.method().equals("CALLBACK") && phrases.has(key + ".callback") ? key + ".callback" : key,
                queueName(arn),
                duration == null ? "" : phrases.duration(duration));
        return new Draft(Kind.QUEUE, at)
                .text(heard.isEmpty() ? text : phrases.say("queue.hearing", text, together(heard)))
                .lasting(duration)
                .ongoing(ongoing);
    }

    private @Nullable Instant endOfWait(Instant at, @Nullable Instant nextVisit) {
        var talk = talks.ceilingKey(at);
        var dequeued = nextVisit == null ? life.record().part("Queue").time("DequeueTimestamp") : null;
        return earliestAfter(at, talk, nextVisit, talk == null ? life.end() : null, talk == null ? dequeued : null);
    }

    private static @Nullable Instant earliestAfter(Instant at, @Nullable Instant... moments) {
        @Nullable Instant earliest = null;
        for (var moment : moments) {
            if (moment != null && !moment.isBefore(at) && (earliest == null || moment.isBefore(earliest))) {
                earliest = moment;
            }
        }
        return earliest;
    }

    /// Each prompt once, however often it was put up; what is taken here is not told again.
    private Set<String> musicDuring(Instant at, @Nullable Instant end) {
        var played = music.subMap(at.minus(EARLY_MUSIC), true, end == null ? Instant.MAX : end, true);
        var heard = new LinkedHashSet<String>();
        played.values().forEach(heard::addAll);
        played.clear();
        return heard;
    }

    private String together(Iterable<String> heard) {
        return String.join(phrases.say("heard.separator"), heard);
    }

    private String queueName(String arn) {
        var name = names.of(arn);
        if (arn.contains("/queue/agent/")) {
            return name == null ? phrases.say("queue.personal") : phrases.say("queue.personal.of", shown.word(name));
        }
        return name == null ? phrases.say("queue.unnamed") : phrases.say("queue.named", shown.word(name));
    }

    private String agentName(String arn) {
        var name = names.of(arn);
        return name == null ? phrases.say("agent.unnamed") : phrases.say("agent.named", shown.word(name));
    }

    private void ring(SeatWalk.Ringing rung) {
        var end = rung.end() != null || rung.outcome() != null ? rung.end() : endOfRinging(rung.start());
        var ongoing = end == null && rung.outcome() == null && !life.isOver();
        var duration = end == null ? null : Duration.between(rung.start(), end);
        var outcome = outcomeOf(rung, ongoing);
        var text = phrases.sayFirst(
                "ring." + (rung.wasOffer() ? "offer." : calledOut() ? "out." : "") + outcome
                        + (duration == null && !ongoing ? ".untimed" : ""),
                "ring." + outcome + (duration == null && !ongoing ? ".untimed" : ""),
                agentName(rung.agent()),
                duration == null ? "" : phrases.duration(duration));
        add(
                rung.start(),
                4,
                new Draft(Kind.RINGING, rung.start())
                        .text(text)
                        .lasting(duration)
                        .ongoing(ongoing)
                        .failed(outcome.equals("missed"))
                        .outcome(rung.outcome() == null ? null : shown.word(rung.outcome())),
                null);
    }

    private @Nullable Instant endOfRinging(Instant start) {
        return earliestAfter(start, talks.ceilingKey(start), life.end());
    }

    private boolean calledOut() {
        return life.method().equals("OUTBOUND") || life.method().equals("CALLBACK");
    }

    private static String outcomeOf(SeatWalk.Ringing rung, boolean ongoing) {
        var outcome = rung.outcome();
        if (outcome == null) {
            return ongoing ? "ringing" : "rang";
        }
        return switch (outcome) {
            case "MISSED", "REJECTED" -> "missed";
            case "ERROR", "RELEASED" -> "stopped";
            default -> "rang";
        };
    }

    private void talk(Talk talk) {
        var duration = talk.end() == null ? null : Duration.between(talk.start(), talk.end());
        var ongoing = duration == null && !life.isOver();
        var key = ongoing ? "talk.ongoing" : duration == null ? "talk.connected" : "talk";
        var text = phrases.sayFirst(
                key + "." + life.channel(),
                key,
                agentName(talk.agent()),
                duration == null ? "" : phrases.duration(duration));
        add(
                talk.start(),
                5,
                new Draft(Kind.AGENT, talk.start()).text(text).lasting(duration).ongoing(ongoing),
                null);
        talk.holds().forEach(hold -> hold(hold, talk));
        if (talks.size() == 1 && talk.holds().isEmpty()) {
            countedHolds(talk);
        }
    }

    private void hold(Talk.Span hold, Talk talk) {
        var end = hold.end() == null ? talk.end() : hold.end();
        span(Kind.HOLD, "hold", hold.start(), end);
    }

    private void span(Kind kind, String key, Instant start, @Nullable Instant end) {
        var duration = end == null || end.isBefore(start) ? null : Duration.between(start, end);
        var ongoing = duration == null && !life.isOver();
        var text = duration == null
                ? phrases.say(key + (ongoing ? ".ongoing" : ".begun"))
                : phrases.say(key, phrases.duration(duration));
        add(start, 6, new Draft(kind, start).text(text).lasting(duration).ongoing(ongoing), null);
    }

    /// Contact records count holds and do not tell when they were.
    private void countedHolds(Talk talk) {
        var agent = life.record().part("Agent");
        var holds = agent.number("NumberOfHolds");
        if (holds > 0) {
            var duration = Duration.ofSeconds(Math.max(0, agent.number("CustomerHoldDuration")));
            add(
                    talk.start(),
                    6,
                    new Draft(Kind.HOLD, talk.start())
                            .text(phrases.say("hold.counted", holds, phrases.duration(duration)))
                            .lasting(duration),
                    null);
        }
    }

    private void pauses() {
        for (var pause : pauses) {
            life.paused().add(pause.start(), null);
            life.resumed().add(pause.end(), null);
        }
        life.paused().all().keySet().forEach(at -> {
            var end = earliestAfter(at, life.resumed().all().ceilingKey(at), life.end());
            span(Kind.PAUSE, "pause", at, end);
        });
    }

    private void goOn() {
        var next = life.record().text("NextContactId");
        var outside = life.record().part("TransferredToEndpoint").text("Address");
        var end = life.end();
        var at = isTransferred() ? transferredAt() : end;
        if (at == null || (next == null && outside == null && !isTransferred())) {
            return;
        }
        var callback = asksForCallback && outside == null && !isTransferred();
        var text = outside == null
                ? phrases.say(callback ? "callback.next" : isTransferred() ? "transfer.completed" : "transfer.next")
                : phrases.say("transfer.to", shown.personal(outside));
        var draft = new Draft(callback ? Kind.CALLBACK : Kind.TRANSFER, at)
                .text(text)
                .contact(next);
        add(atTheEnd(at), 8, draft, null);
    }

    private boolean isTransferred() {
        return life.record().time("TransferCompletedTimestamp") != null;
    }

    /// The record cuts the fraction of a second that the end may have kept.
    private @Nullable Instant transferredAt() {
        var at = life.record().time("TransferCompletedTimestamp");
        var end = life.end();
        return at != null && end != null && Duration.between(at, end).abs().compareTo(Duration.ofSeconds(1)) < 0
                ? end
                : at;
    }

    private void end() {
        var at = life.end();
        if (at == null) {
            return;
        }
        var reason = life.reason();
        add(
                atTheEnd(at),
                9,
                new Draft(Kind.END, at).text(ending(at, reason)).outcome(reason == null ? null : shown.word(reason)),
                null);
    }

    private String ending(Instant at, @Nullable String reason) {
        var place = endedWhere(at);
        if (place != null && (reason == null || reason.equals("CUSTOMER_DISCONNECT"))) {
            var key = "end." + place + (reason == null ? ".unknown" : "");
            return phrases.sayFirst(key + "." + life.channel(), key);
        }
        if (reason == null) {
            return phrases.say("end.unknown");
        }
        if (isTransferred() && reason.equals("AGENT_DISCONNECT")) {
            return phrases.say("end.handed-over");
        }
        if (life.record().has("NextContactId") && !asksForCallback && reason.equals("CONTACT_FLOW_DISCONNECT")) {
            return phrases.say("end.goes-on");
        }
        return phrases.reason(shown.word(reason), life.channel());
    }

    /// Where a customer was whom no agent had answered; null for those who were answered or had called nobody.
    private @Nullable String endedWhere(Instant at) {
        if (!talks.isEmpty() || calledOut() || life.record().has("NextContactId")) {
            return null;
        }
        var rings = ringing.stream()
                .anyMatch(rung -> !rung.start().isAfter(at)
                        && (rung.end() == null
                                ? rung.outcome() == null
                                : !rung.end().isBefore(at)));
        if (rings) {
            return "ringing";
        }
        return life.queued().all().isEmpty() ? "flow" : "queue";
    }

    /// Contact records cut the fraction of the second, in which other things may have happened before.
    private static Instant atTheEnd(Instant at) {
        return Moments.isWholeSecond(at) ? at.plusMillis(999) : at;
    }

    private void add(Instant at, int rank, Draft draft, @Nullable String prompt) {
        pieces.add(new Piece(at, rank, pieces.size(), draft, prompt));
    }

    /// Prompts that follow each other are heard as one.
    private List<Step> told() {
        pieces.sort(ORDER);
        var steps = new ArrayList<Step>(pieces.size());
        var heard = new ArrayList<String>();
        for (var index = 0; index < pieces.size(); index++) {
            var piece = pieces.get(index);
            var prompt = piece.prompt();
            if (prompt == null) {
                steps.add(named(piece.draft()));
                continue;
            }
            heard.add(prompt);
            var follows = index + 1 < pieces.size() && pieces.get(index + 1).prompt() != null;
            if (!follows) {
                var first = pieces.get(index - heard.size() + 1).draft();
                steps.add(named(heard.size() == 1 ? first : together(first, heard)));
                heard.clear();
            }
        }
        return steps;
    }

    private Draft together(Draft first, List<String> heard) {
        return first.text(phrases.say("heard", together(heard))).lasting(null);
    }

    private static Step named(Draft draft) {
        var step = draft.step();
        var at = step.at();
        return step.named(step.kind().name().toLowerCase(Locale.ROOT) + "-" + (at == null ? 0 : at.toEpochMilli()));
    }
}
