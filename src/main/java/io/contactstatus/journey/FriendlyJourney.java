package io.contactstatus.journey;

import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Snapshot;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;

/// The customer's view: what they heard, pressed, waited for and whom they spoke to. Blocks that a customer
/// notices nothing of are not in it; rules of Contact Lens that matched are.
///
/// Where the customer was is told by the contact's course, and how it ended by its outcome; only what was
/// heard, said, chosen and called comes from the flow's log. A phase begins with a whole second, and so before
/// what is heard in it.
final class FriendlyJourney {

    private final Snapshot contact;
    private final boolean complete;
    private final List<BlockRun> runs;
    private final Names names;
    private final Masking shown;
    private final Phrases phrases;
    private final FriendlyText text;
    private final FriendlyTimeline timeline;
    private final QueueMusic music;
    private final PromptSteps prompts;
    private final CallbackSteps callbacks;
    private final OutsideCallSteps outsideCalls;

    /// @param complete whether the runs are all there are
    FriendlyJourney(
            Snapshot contact, boolean complete, List<BlockRun> runs, Names names, Masking shown, Phrases phrases) {
        this.contact = contact;
        this.complete = complete;
        this.runs = runs;
        this.names = names;
        this.shown = shown;
        this.phrases = phrases;
        text = new FriendlyText(contact, shown, phrases);
        timeline = new FriendlyTimeline(text);
        music = new QueueMusic();
        prompts = new PromptSteps(phrases, text, timeline, music);
        callbacks = new CallbackSteps(contact, text, timeline);
        outsideCalls = new OutsideCallSteps(contact, text, timeline);
    }

    List<Step> steps(List<TalkShares> talks, List<Draft> rules) {
        begin();
        runs.forEach(this::block);
        var isToldOutside = outsideCalls.isTold();
        new CourseSteps(contact, names, shown, phrases)
                .steps(music, outsideCalls.untold())
                .forEach(timeline::addOfCourse);
        answer();
        for (var talk : talks) {
            var step = talk.step(contact.timestamps().disconnected());
            if (step != null) {
                timeline.addOfCourse(step);
            }
        }
        rules.forEach(timeline::addOfCourse);
        music.addRestTo(timeline, text);
        var last = new LastStep(contact, shown, phrases);
        timeline.addEnd(last.goingOn(isToldOutside, callbacks.hasAsked()), last.end());
        return timeline.steps();
    }

    private void begin() {
        var started = contact.started();
        if (started == null) {
            return;
        }
        // As the course begins.
        var at = started.truncatedTo(ChronoUnit.SECONDS);
        var method = contact.initiationMethod() == null ? "" : contact.initiationMethod();
        var channel = CourseText.channel(contact);
        var ofLeg = LastStep.beginningOf(contact.leg());
        var begun = ofLeg != null
                ? phrases.say(ofLeg)
                : phrases.sayFirst(
                        "start." + method + "." + channel,
                        phrases.has("start." + method) ? "start." + method : "start." + kindOf(channel));
        var previous = contact.chain().previousContactId();
        timeline.addBeginning(
                new Draft(StepKind.START, at).text(begun).contact(previous == null ? null : previous.value()));
    }

    private String kindOf(String channel) {
        return phrases.has("start.other." + channel) ? "other." + channel : "other";
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
        timeline.addOfCourse(new Draft(StepKind.CHECK, at)
                .text(phrases.say("answered." + answeredBy))
                .outcome(answeredBy));
    }

    private void block(BlockRun run) {
        var at = run.at();
        if (at == null) {
            return;
        }
        switch (run.kind()) {
            case PROMPT -> prompts.add(run, at);
            case CHOICE, INPUT -> timeline.addOfBlock(at, QuestionStep.of(run, at, isCurrent(run), shown, phrases));
            case CALLBACK -> callbacks.add(run, at);
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
                    TALK,
                    UPDATE,
                    ERROR,
                    END,
                    RECORD,
                    OTHER -> {}
        }
    }

    private boolean isCurrent(BlockRun run) {
        return complete && contact.active() && run == runs.getLast();
    }

    /// Into queues and flows, the customer moves without noticing; they notice the waiting.
    private void transfer(BlockRun run, Instant at) {
        if (run.leadsOutside()) {
            outsideCalls.add(run, at);
        } else if (callbacks.isAskedBy(run, at)) {
            callbacks.book(run, at);
        }
    }
}
