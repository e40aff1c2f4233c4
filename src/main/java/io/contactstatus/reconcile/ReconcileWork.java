package io.contactstatus.reconcile;

import io.contactstatus.connect.DescribeAnswer;
import io.contactstatus.contact.ContactId;
import io.contactstatus.jobs.ContinuousWork;
import io.contactstatus.jobs.TakenJob;
import io.contactstatus.store.GapStore;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.StaleProperties;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.ErrorResponseException;

/// Looks through the live contacts again and again, and asks about the doubtful ones.
///
/// The progress is when it was looked last: where that is long ago, nothing may have been heard meanwhile. And since
/// when all that was live then is doubtful; streams have gaps of their own, which those who read them tell.
final class ReconcileWork implements ContinuousWork {

    private static final Logger log = LoggerFactory.getLogger(ReconcileWork.class);

    private static final String LOOKED = "looked";
    private static final String GAP = "gap";

    /// Then it is looked anew for what is most doubtful.
    private static final int MOST_IN_A_ROUND = 60;

    private final Supplier<List<ContactSummaryView>> live;
    private final StaleProperties limits;
    private final ContactQuestions questions;
    private final GapStore gaps;
    private final AiAgentQuestions aiAgents;
    private final MissingNames names;
    private final AskingPace pace;
    private final ReconcileProperties properties;
    private final ReconcileMetrics metrics;
    private final Clock clock;
    private final AskedContacts asked = new AskedContacts();
    private final TimelessContacts timeless = new TimelessContacts();
    private @Nullable Instant gap;

    /// @param live throws an `ErrorResponseException` while it is not known
    ReconcileWork(
            Supplier<List<ContactSummaryView>> live,
            StaleProperties limits,
            ContactQuestions questions,
            GapStore gaps,
            AiAgentQuestions aiAgents,
            MissingNames names,
            AskingPace pace,
            ReconcileProperties properties,
            ReconcileMetrics metrics,
            Clock clock) {
        this.live = live;
        this.limits = limits;
        this.questions = questions;
        this.gaps = gaps;
        this.aiAgents = aiAgents;
        this.names = names;
        this.pace = pace;
        this.properties = properties;
        this.metrics = metrics;
        this.clock = clock;
    }

    @Override
    public String kind() {
        return "reconcile";
    }

    @Override
    public Map<String, Map<String, String>> standing() {
        return Map.of("live-contacts", Map.of());
    }

    @Override
    public void run(TakenJob job) throws InterruptedException {
        try {
            begin(job.progress());
            while (true) {
                var more = round();
                job.advance(progress());
                Thread.sleep(pause(more));
            }
        } finally {
            metrics.doubtful(0);
        }
    }

    /// While one is throttled it goes on as soon as it may: an interval would be longer than most throttling lasts.
    Duration pause(boolean more) {
        if (more) {
            return Duration.ZERO;
        }
        var closed = pace.pause();
        return closed.isZero() || closed.compareTo(properties.interval()) > 0 ? properties.interval() : closed;
    }

    /// A gap lasts longer than the one who has found it: asking about all may take hours.
    void begin(Map<String, String> progress) {
        var now = clock.instant();
        var looked = progress.get(LOOKED);
        var known = progress.get(GAP);
        var last = looked == null ? null : Instant.parse(looked);
        var interrupted = last != null && Duration.between(last, now).compareTo(properties.gap()) > 0;
        gap = interrupted ? now : known == null ? null : Instant.parse(known);
    }

    Map<String, String> progress() {
        var looked = clock.instant().toString();
        return gap == null ? Map.of(LOOKED, looked) : Map.of(LOOKED, looked, GAP, gap.toString());
    }

    /// @return whether there is more to ask at once
    boolean round() throws InterruptedException {
        var contacts = contacts();
        var now = clock.instant();
        noteGap();
        var doubts = Doubt.among(
                contacts, limits, gap, id -> timeless.knownSince(id, now), now, doubt -> asked.isOpen(doubt, now));
        metrics.doubtful(doubts.size());
        // Of instances that are not to be asked now the most doubtful must not be in the way of all others.
        var open =
                doubts.stream().filter(doubt -> pace.isOpen(doubt.instance())).toList();
        names.learn(contacts, open.isEmpty());
        timeless.forgetOthers(contacts);
        var left = Math.min(MOST_IN_A_ROUND, open.size());
        for (var doubt : open.subList(0, left)) {
            if (pace.isOpen(doubt.instance())) {
                pace.await();
                askAlone(doubt);
            }
        }
        return open.stream().skip(left).anyMatch(doubt -> pace.isOpen(doubt.instance()))
                || (open.isEmpty() && aiAgents.askSome(questions, pace, metrics));
    }

    private void noteGap() {
        try {
            gaps.last().filter(last -> gap == null || last.isAfter(gap)).ifPresent(last -> gap = last);
        } catch (StoreUnavailable away) {
            log.debug("gaps of streams are asked for later: {}", away.getMessage());
        }
    }

    private List<ContactSummaryView> contacts() {
        try {
            return live.get();
        } catch (ErrorResponseException notYet) {
            log.debug("the live contacts are not known yet");
            return List.of();
        }
    }

    /// One that cannot be read keeps none of the others waiting.
    private void askAlone(Doubt doubt) {
        try {
            ask(doubt);
        } catch (StoreUnavailable away) {
            throw away;
        } catch (RuntimeException unexpected) {
            log.error(
                    "contact {} cannot be asked about: {}",
                    doubt.contactId(),
                    unexpected.getClass().getName());
            metrics.broken();
            asked.failed(doubt.contactId(), clock.instant());
        }
    }

    private void ask(Doubt doubt) {
        var answer = questions.ask(new ContactId(doubt.contactId()));
        if (answer == null) {
            return;
        }
        metrics.asked("DescribeContact", answer);
        pace.answered(doubt.instance(), answer);
        switch (answer) {
            case DescribeAnswer.Throttled(), DescribeAnswer.Forbidden() -> {}
            case DescribeAnswer.Described described -> asked.add(doubt.contactId(), clock.instant());
            case DescribeAnswer.Unknown() -> asked.add(doubt.contactId(), clock.instant());
            case DescribeAnswer.Failed failed -> asked.failed(doubt.contactId(), clock.instant());
        }
    }
}
