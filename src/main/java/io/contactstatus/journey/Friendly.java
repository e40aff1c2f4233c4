package io.contactstatus.journey;

import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.dialect.BlockOutcomes;
import io.contactstatus.dialect.FlowBlocks;
import io.contactstatus.dialect.Prompts;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The customer's view: what they heard, pressed, waited for and whom they spoke to. Blocks that a customer
/// notices nothing of are not in it.
///
/// Where the customer was is told by the contact's course, and how it ended by its outcome; only what was
/// heard, said, chosen and called comes from the flow's log. A phase begins with a whole second, and so before
/// what is heard in it.
final class Friendly {

    /// The queue's flow begins to play before the contact counts as queued.
    private static final Duration EARLY_MUSIC = Duration.ofSeconds(3);

    /// Less than what a time loses where it is cut to whole seconds.
    private static final Duration CUT = Duration.ofMillis(999);

    /// Of a question; what came of it is a word of the block, and not of the customer.
    private static final Set<String> UNANSWERED = Set.of("silent", "misunderstood", "error");

    private static final Comparator<Piece> ORDER =
            Comparator.comparing(Piece::at).thenComparingInt(Piece::rank).thenComparingInt(Piece::number);

    private final Snapshot contact;
    private final boolean complete;
    private final List<BlockRun> runs;
    private final Names names;
    private final Masking shown;
    private final Phrases phrases;
    private final List<Piece> pieces = new ArrayList<>();
    private final TreeMap<Instant, Set<String>> music = new TreeMap<>();
    private final Set<Phase> outside;
    private boolean isToldOutside;
    private boolean hasAskedForCallback;
    private @Nullable String numberToCallBack;

    /// @param at by which it is sorted
    /// @param rank among pieces of the same moment
    /// @param prompt what was heard, if it is nothing but that
    private record Piece(
            Instant at,
            int rank,
            int number,
            Draft draft,
            @Nullable String prompt) {}

    /// @param complete whether the runs are all there are
    Friendly(Snapshot contact, boolean complete, List<BlockRun> runs, Names names, Masking shown, Phrases phrases) {
        this.contact = contact;
        this.complete = complete;
        this.runs = runs;
        this.names = names;
        this.shown = shown;
        this.phrases = phrases;
        outside = contact.course().phases().stream()
                .filter(phase -> phase.kind() == Phase.Kind.OUTSIDE)
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    List<Step> steps() {
        begin();
        runs.forEach(this::block);
        isToldOutside |= !outside.isEmpty();
        for (var step : new CourseSteps(contact, names, shown, phrases).steps(this::musicDuring, outside)) {
            var at = step.at();
            if (at != null) {
                add(at, 1, step, null);
            }
        }
        answer();
        music();
        end();
        return told();
    }

    private void begin() {
        var started = contact.started();
        if (started == null) {
            return;
        }
        // As the course begins.
        var at = started.truncatedTo(ChronoUnit.SECONDS);
        var method = contact.initiationMethod() == null ? "" : contact.initiationMethod();
        var channel = CourseSteps.channel(contact);
        var ofLeg = LastStep.beginningOf(contact.leg());
        var text = ofLeg != null
                ? phrases.say(ofLeg)
                : phrases.sayFirst(
                        "start." + method + "." + channel,
                        phrases.has("start." + method) ? "start." + method : "start." + kindOf(channel));
        var previous = contact.chain().previousContactId();
        // Whatever is dated before has been rounded.
        add(
                Instant.MIN,
                0,
                new Draft(Kind.START, at).text(text).contact(previous == null ? null : previous.value()),
                null);
    }

    /// What took the call that we made, when its phone had rung.
    private void answer() {
        var answeredBy = contact.answeredBy();
        if (answeredBy == null || contact.started() == null || !phrases.has("answered." + answeredBy)) {
            return;
        }
        var at = contact.course().phases().stream()
                .filter(phase -> phase.kind() == Phase.Kind.DIALLING)
                .map(Phase::until)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(contact.started().truncatedTo(ChronoUnit.SECONDS));
        add(
                at,
                1,
                new Draft(Kind.CHECK, at)
                        .text(phrases.say("answered." + answeredBy))
                        .outcome(answeredBy),
                null);
    }

    private String kindOf(String channel) {
        return phrases.has("start.other." + channel) ? "other." + channel : "other";
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
        if (!run.isEntered() || run.failed()) {
            return;
        }
        var texts = Prompts.textsOf(run.inputs()).values();
        if (FlowBlocks.isWritten(run.type())) {
            var sent = texts.isEmpty() ? phrases.say("sent.message") : together(quoted(texts));
            add(at, 2, new Draft(Kind.PROMPT, at).text(phrases.say("sent", sent)), null);
        } else if (FlowBlocks.isLoop(run.type())) {
            music.computeIfAbsent(at, moment -> new LinkedHashSet<>())
                    .addAll(texts.isEmpty() ? List.of(phrases.say("heard.music")) : quoted(texts));
        } else {
            var heard = texts.isEmpty() ? phrases.say("heard.recording") : together(quoted(texts));
            add(at, 2, new Draft(Kind.PROMPT, at).text(heard(heard)).lasting(run.exactDuration()), heard);
        }
    }

    private List<String> quoted(Collection<String> texts) {
        return texts.stream().map(shown::wording).map(phrases::quoted).toList();
    }

    /// Chats and e-mails are read.
    private String heard(String prompts) {
        return phrases.sayFirst("heard." + CourseSteps.channel(contact), "heard", prompts);
    }

    private void question(BlockRun run, Instant at) {
        var asked = Prompts.textOf(run.inputs());
        var results = run.results();
        var key = results == null ? "none" : answer(run, results);
        var answer = results == null ? "" : run.asksForSecret() ? Masking.HIDDEN : shown.personal(results);
        var text = asked == null
                ? phrases.say("answer." + key, answer)
                : phrases.say("asked." + key, shown.wording(asked), answer);
        add(
                at,
                2,
                new Draft(run.kind(), at)
                        .text(text)
                        .lasting(run.exactDuration())
                        .ongoing(results == null && complete && contact.active() && isLast(run))
                        .failed(key.equals("error"))
                        .outcome(answer.isEmpty() || UNANSWERED.contains(key) ? results : answer),
                null);
    }

    private boolean isLast(BlockRun run) {
        return run == runs.getLast();
    }

    private static String answer(BlockRun run, String results) {
        if (BlockOutcomes.isSilence(results)) {
            return "silent";
        }
        if (BlockOutcomes.isNotUnderstood(results)) {
            return "misunderstood";
        }
        if (run.failed()) {
            return "error";
        }
        if (run.kind() == Kind.INPUT) {
            return "entered";
        }
        return FlowBlocks.asksByBot(run.type(), run.inputs()) ? "understood" : "chosen";
    }

    private void callback(BlockRun run, Instant at) {
        var number = FlowBlocks.numberIn(run.inputs());
        if (FlowBlocks.setsCallbackNumber(run.type())) {
            if (run.failed()) {
                tell(run, at, Kind.CALLBACK, "callback.refused", number);
            } else {
                numberToCallBack = number;
            }
        } else {
            bookCallback(run, at, number);
        }
    }

    private void bookCallback(BlockRun run, Instant at, @Nullable String number) {
        if (run.failed()) {
            tell(run, at, Kind.CALLBACK, "callback.failed", null);
        } else {
            hasAskedForCallback = true;
            tell(run, at, Kind.CALLBACK, "callback", number == null ? numberToCallBack : number);
        }
    }

    private void tell(BlockRun run, Instant at, Kind kind, String key, @Nullable String number) {
        add(at, 2, draft(run, at, kind, key, number), null);
    }

    private Draft draft(BlockRun run, Instant at, Kind kind, String key, @Nullable String number) {
        var text = number == null ? phrases.say(key) : phrases.say(key + ".number", shown.personal(number));
        return new Draft(kind, at).text(text).failed(run.failed());
    }

    /// Into queues and flows, the customer moves without noticing; they notice the waiting.
    private void transfer(BlockRun run, Instant at) {
        if (run.leadsOutside()) {
            callOutside(run, at);
        } else if (FlowBlocks.asksForCallback(run.type(), run.inputs().node()) || isToCallbackQueue(run, at)) {
            bookCallback(run, at, FlowBlocks.numberIn(run.inputs()));
        }
    }

    private void callOutside(BlockRun run, Instant at) {
        var key = run.failed() ? "transfer.out.failed" : "transfer.out";
        var draft = draft(run, at, Kind.TRANSFER, key, FlowBlocks.numberIn(run.inputs()));
        var phase = outsideFrom(at);
        if (phase != null) {
            var seconds = phase.seconds();
            draft.lasting(seconds == null ? null : Duration.ofSeconds(seconds)).ongoing(phase.isRunning());
        }
        isToldOutside |= !run.failed();
        add(at, 2, draft, null);
    }

    /// The time on the line to the outside number that began with this block; taken once.
    private @Nullable Phase outsideFrom(Instant at) {
        var second = at.truncatedTo(ChronoUnit.SECONDS);
        for (var phase : outside) {
            if (phase.from().equals(second)) {
                outside.remove(phase);
                return phase;
            }
        }
        return null;
    }

    /// With a number to call back set, a transfer to a queue puts the callback there, and the caller does not
    /// wait.
    private boolean isToCallbackQueue(BlockRun run, Instant at) {
        return numberToCallBack != null
                && FlowBlocks.leadsToQueue(run.type(), run.inputs().node())
                && !run.failed()
                && contact.course().phases().stream()
                        .noneMatch(phase -> phase.visit() > 0 && !phase.from().isBefore(at.minus(EARLY_MUSIC)));
    }

    /// Each prompt once, however often it was put up; what is taken here is not told again.
    private Set<String> musicDuring(Instant from, @Nullable Instant until) {
        var played = music.subMap(from.minus(EARLY_MUSIC), true, until == null ? Instant.MAX : until.plus(CUT), true);
        var heard = new LinkedHashSet<String>();
        played.values().forEach(heard::addAll);
        played.clear();
        return heard;
    }

    private void music() {
        music.forEach((at, heard) -> add(
                at,
                2,
                new Draft(Kind.PROMPT, at)
                        .text(phrases.sayFirst(
                                "heard.waiting." + CourseSteps.channel(contact), "heard.waiting", together(heard))),
                null));
    }

    private String together(Iterable<String> heard) {
        return String.join(phrases.say("heard.separator"), heard);
    }

    private void end() {
        var last = new LastStep(contact, shown, phrases);
        addAtTheEnd(8, last.goingOn(isToldOutside, hasAskedForCallback));
        addAtTheEnd(9, last.end());
    }

    /// Contact records cut the fraction of the second, in which other things may have happened before.
    private void addAtTheEnd(int rank, @Nullable Draft draft) {
        var at = draft == null ? null : draft.at();
        if (draft != null && at != null) {
            add(at.equals(at.truncatedTo(ChronoUnit.SECONDS)) ? at.plus(CUT) : at, rank, draft, null);
        }
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
        return first.text(heard(together(heard))).lasting(null);
    }

    private static Step named(Draft draft) {
        var step = draft.step();
        var at = step.at();
        return step.named(step.kind().name().toLowerCase(Locale.ROOT) + "-" + (at == null ? 0 : at.toEpochMilli()));
    }
}
