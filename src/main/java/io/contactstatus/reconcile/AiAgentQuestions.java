package io.contactstatus.reconcile;

import io.contactstatus.connect.DescribeAnswer;
import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.MediaStream;
import io.contactstatus.contact.ResourceId;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.DueContacts;
import io.contactstatus.store.DueContacts.Due;
import io.contactstatus.store.DueContacts.Task;
import io.contactstatus.store.FactsListener;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.store.StoredContact;
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

    /// To note a question anew costs two writes, and permissions are given by people.
    private static final Duration FORBIDDEN_AGAIN = Duration.ofHours(6);

    private static final Duration LONGEST = Duration.ofDays(7);

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
                var later = laterAlone(one, questions, pace, metrics);
                if (later != null) {
                    due.keep(Task.AI_AGENTS, new Due(one.id(), clock.instant().plus(later)));
                }
                due.done(Task.AI_AGENTS, one);
            }
            return some.size() == AT_ONCE;
        } catch (StoreUnavailable away) {
            log.debug("what machines did is asked later: {}", away.getMessage());
            return false;
        }
    }

    /// One that cannot be read keeps none of the others waiting.
    private @Nullable Duration laterAlone(
            Due one, ContactQuestions questions, AskingPace pace, ReconcileMetrics metrics)
            throws InterruptedException {
        try {
            return later(one, questions, pace, metrics);
        } catch (StoreUnavailable away) {
            throw away;
        } catch (RuntimeException unexpected) {
            log.error(
                    "what machines did on contact {} cannot be asked: {}",
                    one.id().value(),
                    unexpected.getClass().getName());
            metrics.broken();
            return null;
        }
    }

    /// Those of an instance that is not to be asked now make room for the others.
    ///
    /// @return after how long it is to be asked again; null when it is not
    private @Nullable Duration later(Due one, ContactQuestions questions, AskingPace pace, ReconcileMetrics metrics)
            throws InterruptedException {
        var known = contacts.find(one.id()).map(StoredContact::snapshot).orElse(null);
        if (known == null || known.insights().aiAgent() != null) {
            return null;
        }
        var instance = ResourceId.of(known.instanceArn());
        if (!pace.isOpen(instance)) {
            return whenClosed(known, instance, pace);
        }
        pace.await();
        var answer = questions.askOfOver(one.id());
        if (answer == null) {
            return null;
        }
        metrics.asked("DescribeContact", answer);
        pace.answered(instance, answer);
        return switch (answer) {
            case DescribeAnswer.Throttled(), DescribeAnswer.Forbidden() -> whenClosed(known, instance, pace);
            case DescribeAnswer.Failed failed -> AGAIN;
            case DescribeAnswer.Described described -> null;
            case DescribeAnswer.Unknown() -> null;
        };
    }

    /// With the archive a contact is there for years, and its question would be noted anew as long.
    private @Nullable Duration whenClosed(Snapshot known, @Nullable String instance, AskingPace pace) {
        var heard = known.timestamps().silentSince();
        if (heard != null && heard.plus(LONGEST).isBefore(clock.instant())) {
            return null;
        }
        return pace.isForbidden(instance) ? FORBIDDEN_AGAIN : AGAIN;
    }
}
