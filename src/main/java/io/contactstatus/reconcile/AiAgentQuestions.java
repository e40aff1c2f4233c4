package io.contactstatus.reconcile;

import io.contactstatus.connect.DescribeAnswer;
import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.MediaStream;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.DueContacts;
import io.contactstatus.store.DueContacts.Due;
import io.contactstatus.store.DueContacts.Task;
import io.contactstatus.store.FactsListener;
import io.contactstatus.store.StoreUnavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Asks what machines did on contacts whose records name a session of theirs: nothing else tells. Whichever instance
/// hears of one notes it; the one that repairs asks, when nothing is doubtful.
final class AiAgentQuestions implements FactsListener {

    private static final Logger log = LoggerFactory.getLogger(AiAgentQuestions.class);

    private static final Duration AGAIN = Duration.ofMinutes(10);

    private static final int AT_ONCE = 20;

    private final DueContacts due;
    private final ContactStore contacts;
    private final Clock clock;

    AiAgentQuestions(DueContacts due, ContactStore contacts, Clock clock) {
        this.due = due;
        this.contacts = contacts;
        this.clock = clock;
    }

    @Override
    public void stored(Contact facts, @Nullable MediaStream stream) {}

    /// A record that comes twice within a minute is one question.
    @Override
    public void sessionNamed(ContactId contact) {
        due.keep(Task.AI_AGENTS, new Due(contact, clock.instant().truncatedTo(ChronoUnit.MINUTES)));
    }

    /// @return whether there may be more
    boolean askSome(ContactQuestions questions, AskingPace pace, ReconcileMetrics metrics) throws InterruptedException {
        try {
            var some = due.due(Task.AI_AGENTS, clock.instant(), AT_ONCE);
            for (var one : some) {
                if (!pace.isOpen() || !isPast(one, questions, pace, metrics)) {
                    return false;
                }
            }
            return some.size() == AT_ONCE;
        } catch (StoreUnavailable away) {
            log.debug("what machines did is asked later: {}", away.getMessage());
            return false;
        }
    }

    /// One that cannot be read keeps none of the others waiting.
    private boolean isPast(Due one, ContactQuestions questions, AskingPace pace, ReconcileMetrics metrics)
            throws InterruptedException {
        try {
            return isDone(one, questions, pace, metrics);
        } catch (StoreUnavailable away) {
            throw away;
        } catch (RuntimeException unexpected) {
            log.error(
                    "what machines did on contact {} cannot be asked: {}",
                    one.id().value(),
                    unexpected.getClass().getName());
            metrics.broken();
            due.done(Task.AI_AGENTS, one);
            return true;
        }
    }

    private boolean isDone(Due one, ContactQuestions questions, AskingPace pace, ReconcileMetrics metrics)
            throws InterruptedException {
        var known = contacts.find(one.id());
        if (known.isPresent() && known.get().snapshot().insights().aiAgent() == null) {
            pace.await();
            var answer = questions.askOfOver(one.id());
            if (answer != null) {
                metrics.asked("DescribeContact", answer);
                pace.answered(answer);
                switch (answer) {
                    case DescribeAnswer.Throttled(), DescribeAnswer.Forbidden() -> {
                        return false;
                    }
                    case DescribeAnswer.Failed failed ->
                        due.keep(
                                Task.AI_AGENTS,
                                new Due(one.id(), clock.instant().plus(AGAIN)));
                    case DescribeAnswer.Described described -> {}
                    case DescribeAnswer.Unknown() -> {}
                }
            }
        }
        due.done(Task.AI_AGENTS, one);
        return true;
    }
}
