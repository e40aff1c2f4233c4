package io.contactstatus.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.LongRun;
import io.contactstatus.contact.Phase.Kind;
import io.contactstatus.contact.Snapshot.Abandonment.Place;
import io.contactstatus.journey.JourneySums;
import io.contactstatus.masking.Veil;
import io.contactstatus.pages.PageSums;
import io.contactstatus.store.CustomerKeys;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.ContactView;
import io.contactstatus.view.StaleProperties;
import io.contactstatus.view.Staleness;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whatever is said of a contact, what is told of it does not contradict itself.
///
/// With `-Dstories=100000` in all its length.
class OneTruthTest {

    private static final int STORIES = Integer.getInteger("stories", LongRun.choose(4_000, 100_000));

    private static final Staleness STALENESS = new Staleness(
            new StaleProperties(
                    Duration.ofHours(2),
                    Duration.ofHours(24),
                    Duration.ofHours(24),
                    Duration.ofHours(24),
                    Duration.ofDays(15)),
            Clock.systemUTC());

    private static final Set<Leg> WITHOUT_CUSTOMER =
            EnumSet.of(Leg.CONSULT, Leg.CONFERENCE, Leg.GUIDE, Leg.THIRD_PARTY);

    @Test
    void noStoryIsToldInTwoWays() {
        for (var seed = 0; seed < STORIES; seed++) {
            var random = new Random(seed);
            var said = AnyStory.told(random);
            var contact = joined(said);
            if (!contact.isHeardOf()) {
                continue;
            }
            try {
                assertOneTruth(contact);
                assertSpoken(contact);
                assertSameInAnyOrder(contact, said, random);
            } catch (AssertionError broken) {
                throw new AssertionError(
                        "story %s: %s%n%s".formatted(seed, describe(contact), broken.getMessage()), broken);
            }
        }
    }

    /// Facts that no source would tell together. What is made of them is no matter, but it must be one thing.
    @Test
    void norIsAnythingElse() {
        for (var seed = 0; seed < STORIES / 2; seed++) {
            var any = new AnyContact(new Random(seed));
            var contact = any.next(TestFacts.CALL, 2 + seed % 7);
            try {
                assertOneTruth(contact);
            } catch (AssertionError broken) {
                throw new AssertionError(
                        "contact %s: %s%n%s".formatted(seed, describe(contact), broken.getMessage()), broken);
            }
        }
    }

    private static String describe(Contact contact) {
        var seen = contact.snapshot();
        return "%s %s %s %s %s %s%n%s%n%s%n%s"
                .formatted(
                        seen.leg(),
                        seen.initiationMethod(),
                        seen.status(),
                        seen.outcome(),
                        seen.flags(),
                        PhaseText.phases(seen),
                        seen.timestamps(),
                        contact.live(),
                        contact.record());
    }

    private static void assertOneTruth(Contact contact) {
        var seen = contact.snapshot();
        assertCourse(seen);
        assertSums(seen);
        assertOutcome(seen);
        assertState(seen);
        assertToldAlike(contact, seen);
    }

    private static void assertCourse(Snapshot seen) {
        var phases = seen.course().phases();
        for (var index = 0; index < phases.size(); index++) {
            var phase = phases.get(index);
            var isLast = index == phases.size() - 1;
            assertThat(phase.from()).as("whole seconds").isEqualTo(phase.from().truncatedTo(ChronoUnit.SECONDS));
            assertThat(phase.isRunning()).as("only the last may run").isIn(false, isLast);
            var until = phase.until();
            if (until != null) {
                assertThat(until).isAfterOrEqualTo(phase.from());
                assertThat(until).as("whole seconds").isEqualTo(until.truncatedTo(ChronoUnit.SECONDS));
                assertThat(isLast ? until : phases.get(index + 1).from())
                        .as("no gap")
                        .isEqualTo(until);
            }
            assertThat(phase.heldSeconds() + phase.pausedSeconds()).isBetween(0, phase.length());
            assertThat(phase.kind() == Kind.WITH_AGENT || phase.heldSeconds() + phase.pausedSeconds() == 0)
                    .isTrue();
            assertThat(phase.kind() != Kind.QUEUE || phase.visit() > 0)
                    .as("queued in a visit")
                    .isTrue();
            assertThat(phase.isWaiting() || phase.visit() == 0).isTrue();
            assertThat(phase.kind() != Kind.AFTER_CONTACT_WORK || (isLast && !seen.active()))
                    .as("work is last")
                    .isTrue();
        }
        var running = seen.course().running();
        assertThat(seen.phase()).isEqualTo(running == null ? null : running.kind());
        assertThat(seen.phaseSince()).isEqualTo(running == null ? null : running.from());
        assertThat(running != null)
                .as("it runs, or is over")
                .isEqualTo(seen.active() ? !phases.isEmpty() : seen.phase() == Kind.AFTER_CONTACT_WORK);
        assertThat(seen.started() == null).isEqualTo(phases.isEmpty());
    }

    private static void assertSums(Snapshot seen) {
        var phases = seen.course().phases();
        var visits = phases.stream().mapToInt(Phase::visit).max().orElse(0);
        var queue = seen.queue();
        if (queue != null) {
            assertThat(queue.waitSeconds())
                    .isEqualTo(visits == 0 ? null : sum(phases, phase -> phase.isWaiting() && phase.visit() == visits));
            assertThat(seen.is(Flag.QUEUED)).isEqualTo(queue.enqueuedAt() != null);
        }
        assertThat(seen.is(Flag.QUEUED)).isEqualTo(visits > 0);
        var agent = seen.agent();
        if (agent != null) {
            var isTalking = seen.phase() == Kind.WITH_AGENT;
            var talk = phases.stream().mapToInt(Phase::interaction).sum();
            assertThat(agent.interactionSeconds())
                    .isEqualTo(seen.is(Flag.CONNECTED_TO_AGENT) && !isTalking ? talk : null);
            if (agent.holdSeconds() != null) {
                assertThat(agent.holdSeconds())
                        .isEqualTo(length(phases, phase -> phase.kind() == Kind.ON_HOLD)
                                + phases.stream().mapToInt(Phase::heldSeconds).sum());
            } else {
                assertThat(phases).noneMatch(phase -> phase.heldSeconds() > 0);
                assertThat(phases).noneMatch(phase -> phase.kind() == Kind.ON_HOLD && !phase.isRunning());
            }
        }
        assertThat(seen.durationSeconds())
                .isEqualTo(
                        phases.isEmpty()
                                ? null
                                : sum(
                                        phases,
                                        phase -> phase.kind() != Kind.SCHEDULED
                                                && phase.kind() != Kind.AFTER_CONTACT_WORK));
        var abandonment = seen.abandonment();
        if (abandonment != null) {
            var last = Objects.requireNonNull(seen.course().last());
            assertThat(abandonment.place()).isEqualTo(last.kind() == Kind.RINGING ? Place.RINGING : Place.QUEUE);
            assertThat(abandonment.seconds())
                    .isEqualTo(
                            abandonment.place() == Place.RINGING
                                    ? last.seconds()
                                    : Objects.requireNonNull(queue).waitSeconds());
        }
    }

    private static @Nullable Integer sum(List<Phase> phases, Predicate<Phase> wanted) {
        var found = phases.stream().filter(wanted).toList();
        return !found.isEmpty() && found.stream().allMatch(Phase::isRunning) ? null : length(found, phase -> true);
    }

    private static int length(List<Phase> phases, Predicate<Phase> wanted) {
        return phases.stream().filter(wanted).mapToInt(Phase::length).sum();
    }

    private static void assertOutcome(Snapshot seen) {
        var outcome = seen.outcome();
        var last = seen.course().last();
        assertThat(seen.abandonment() != null).isEqualTo(outcome == Outcome.ABANDONED);
        assertThat(seen.is(Flag.ABANDONED)).isEqualTo(outcome == Outcome.ABANDONED);
        if (seen.active()) {
            assertThat(outcome).isNull();
            return;
        }
        assertThat(outcome == Outcome.MONITORED).isEqualTo(seen.leg() == Leg.MONITOR);
        assertThat(outcome == Outcome.INTERNAL).isEqualTo(WITHOUT_CUSTOMER.contains(seen.leg()));
        if (outcome == Outcome.ABANDONED) {
            assertThat(seen.leg()).isEqualTo(Leg.CUSTOMER);
            assertThat(last).isNotNull();
            assertThat(Objects.requireNonNull(last).isWaiting()).isTrue();
        }
        var isOfCustomer = seen.leg() == Leg.CUSTOMER || seen.leg() == Leg.AFTERWARDS;
        if (isOfCustomer && seen.course().isTogether()) {
            assertThat(outcome).isEqualTo(Outcome.ANSWERED);
        }
        if (outcome == Outcome.ANSWERED) {
            assertThat(seen.is(Flag.CONNECTED_TO_AGENT)).isTrue();
        }
        if (outcome == Outcome.WENT_ON) {
            assertThat(seen.is(Flag.CONNECTED_TO_AGENT)).isFalse();
        }
    }

    private static void assertState(Snapshot seen) {
        var phases = seen.course().phases();
        assertThat(seen.is(Flag.DISCONNECTED)).isEqualTo(!seen.active());
        assertThat(seen.is(Flag.COMPLETED)).isEqualTo(seen.status() == Status.COMPLETED);
        assertThat(seen.status().compareTo(Status.DISCONNECTED) < 0 || seen.status() == Status.AFTER_CONTACT_WORK)
                .as("status of a live one")
                .isIn(seen.active(), true);
        if (!seen.active()) {
            assertThat(seen.status()).isIn(Status.DISCONNECTED, Status.AFTER_CONTACT_WORK, Status.COMPLETED);
        }
        if (phases.stream().anyMatch(phase -> isWithAgent(phase.kind()))) {
            assertThat(seen.is(Flag.CONNECTED_TO_AGENT)).isTrue();
        }
        if (seen.is(Flag.CONNECTED_TO_AGENT)) {
            assertThat(seen.agent()).isNotNull();
        }
        if (seen.is(Flag.ON_HOLD)) {
            assertThat(seen.phase()).isIn(Kind.ON_HOLD, Kind.CONSULT, Kind.DIALLING);
        }
        if (seen.phase() != null) {
            switch (seen.phase()) {
                case QUEUE -> assertThat(seen.status()).isEqualTo(Status.QUEUED);
                case RINGING -> assertThat(seen.status()).isEqualTo(Status.CONNECTING_TO_AGENT);
                case WITH_AGENT -> assertThat(seen.status()).isEqualTo(Status.CONNECTED_TO_AGENT);
                case ON_HOLD -> {
                    assertThat(seen.status()).isEqualTo(Status.ON_HOLD);
                    assertThat(seen.is(Flag.ON_HOLD)).isTrue();
                }
                case PAUSED -> assertThat(seen.status()).isEqualTo(Status.PAUSED);
                case CONSULT -> {
                    assertThat(seen.leg()).isIn(Leg.CONSULT, Leg.GUIDE);
                    assertThat(seen.status()).isIn(Status.CONNECTED_TO_AGENT, Status.ON_HOLD);
                }
                case AFTER_CONTACT_WORK -> assertThat(seen.status()).isEqualTo(Status.AFTER_CONTACT_WORK);
                case SCHEDULED, FLOW, DIALLING, OUTSIDE ->
                    assertThat(seen.active()).isTrue();
            }
        }
        if (seen.leg() == Leg.CONSULT) {
            assertThat(seen.course().isTogether()).as("no customer").isFalse();
        }
        if (seen.listensTo() != null) {
            assertThat(seen.leg()).isEqualTo(Leg.MONITOR);
        }
        var queue = seen.queue();
        if (queue != null && queue.waitingSince() != null && queue.enqueuedAt() != null) {
            assertThat(queue.waitingSince()).isBeforeOrEqualTo(queue.enqueuedAt());
        }
    }

    private static boolean isWithAgent(Kind kind) {
        return kind == Kind.WITH_AGENT || kind == Kind.ON_HOLD || kind == Kind.CONSULT;
    }

    /// Every way in which a contact is told has its place here.
    private static void assertToldAlike(Contact contact, Snapshot seen) {
        var stored = new StoredContact(contact, 1, Instant.EPOCH, CustomerKeys.NONE, null);
        var view = ContactView.of(stored, Veil.LIFTED, STALENESS);
        var summary = STALENESS.now(ContactSummaryView.of(stored, Veil.LIFTED));

        assertThat(view.phases()).hasSameSizeAs(seen.course().phases());
        var total = view.phases().stream()
                .filter(phase -> phase.phase() != Kind.SCHEDULED && phase.phase() != Kind.AFTER_CONTACT_WORK)
                .mapToInt(phase -> phase.seconds() == null ? 0 : phase.seconds())
                .sum();
        assertThat(view.durationSeconds()).isIn(seen.durationSeconds(), total).isIn(null, total);
        var running = view.phases().isEmpty() || view.phases().getLast().until() != null
                ? null
                : view.phases().getLast();
        assertThat(view.phase()).isEqualTo(running == null ? null : running.phase());
        assertThat(List.<Object>of(view.status(), view.active(), view.leg(), view.flags(), view.timestamps()))
                .isEqualTo(List.<Object>of(
                        summary.status(), summary.active(), summary.leg(), summary.flags(), summary.timestamps()));
        assertThat(summary.phase()).isEqualTo(view.phase());
        assertThat(summary.phaseSince()).isEqualTo(view.phaseSince());
        assertThat(summary.outcome()).isEqualTo(view.outcome()).isEqualTo(seen.outcome());
        assertThat(summary.abandonment()).isEqualTo(view.abandonment());
        assertThat(summary.queue()).isEqualTo(view.queue());
        assertThat(summary.agent()).isEqualTo(view.agent());
        assertThat(summary.durationSeconds()).isEqualTo(view.durationSeconds());

        var last = seen.course().last();
        PageSums.assertThatTheyAgree(
                summary, seen, last == null ? Instant.EPOCH : last.from().plusSeconds(17));
        // Without a history it tells the course, and no more.
        JourneySums.assertThatTheyAgree(contact, List.of());
    }

    /// Nobody is named who has not spoken.
    private static void assertSpoken(Contact contact) {
        var spoken = contact.heard().lastBySource().keySet();
        contact.snapshot()
                .provenance()
                .facts()
                .forEach((fact, told) -> assertThat(spoken).as(fact.name()).containsAll(told.sources()));
    }

    private static void assertSameInAnyOrder(Contact contact, List<Contact> said, Random random) {
        var other = new ArrayList<>(said);
        other.addAll(said.subList(random.nextInt(said.size()), said.size()));
        Collections.shuffle(other, random);
        var split = random.nextInt(other.size());
        var again = joined(other.subList(0, split)).join(joined(other.subList(split, other.size())));
        assertThat(again.snapshot()).isEqualTo(contact.snapshot());
    }

    private static Contact joined(List<Contact> said) {
        return said.stream().reduce(Contact.unseen(TestFacts.CALL), Contact::join);
    }
}
