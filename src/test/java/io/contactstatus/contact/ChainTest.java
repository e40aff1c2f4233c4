package io.contactstatus.contact;

import static io.contactstatus.contact.TestFacts.PHONE;
import static io.contactstatus.contact.TestFacts.at;
import static io.contactstatus.contact.TestFacts.exact;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.LongRun;
import io.contactstatus.contact.VersionedStore.Telling;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Three legs of one chain: whichever learns who the customer is, in whatever order and through whatever
/// accident, all come to know it, and all end alike.
class ChainTest {

    /// The ids are not in the order of the chain, because nothing says that they are.
    private static final ContactId FIRST = new ContactId("leg-m");

    private static final ContactId SECOND = new ContactId("leg-z");
    private static final ContactId THIRD = new ContactId("leg-a");
    private static final List<ContactId> LEGS = List.of(FIRST, SECOND, THIRD);

    @Test
    void theFirstLegIsTheChainWhateverItIsCalled() {
        var first = Facts.about(FIRST, Source.FLOW_EVENT)
                .initialContact(FIRST)
                .previousContact(FIRST)
                .toContact();

        assertThat(first.isFirstLeg()).isTrue();
        assertThat(first.told()).isEmpty();
        assertThat(first.chainId()).isEqualTo(FIRST);
    }

    @Test
    void legsNameTheChainTheirPredecessorAndTheirSuccessor() {
        var contacts = stored(Telling.NEWS, chain());

        assertThat(shown(contacts, FIRST).chain()).isEqualTo(new Snapshot.Chain(null, null, SECOND, null));
        assertThat(shown(contacts, SECOND).chain()).isEqualTo(new Snapshot.Chain(FIRST, FIRST, THIRD, null));
        assertThat(shown(contacts, THIRD).chain()).isEqualTo(new Snapshot.Chain(FIRST, SECOND, null, null));
        assertThat(shown(contacts, FIRST).is(Flag.TRANSFERRED)).isTrue();
    }

    @Test
    void aLegThatOnlyOthersSpokeOfIsNotHeardOf() {
        var contacts = stored(Telling.NEWS, List.of(second(), third()));

        assertThat(contacts.get(FIRST))
                .isNotNull()
                .satisfies(first -> assertThat(first.isHeardOf()).isFalse());
    }

    @ParameterizedTest
    @EnumSource
    void everyOrderEndsAlikeWhicheverLegLearnsTheCustomer(Telling telling) {
        for (var knowing : LEGS) {
            var said = with(chain(), learned(knowing), record(THIRD));
            var expected = stored(telling, said);

            LEGS.forEach(leg ->
                    assertThat(shown(expected, leg).customer().identifier()).isEqualTo(PHONE.address()));
            Permutations.each(said, order -> assertEnd(stored(telling, order), expected, order));
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyOrderEndsAlikeWhicheverLegIsRedacted(Telling telling) {
        for (var redacted : LEGS) {
            var knowing = LEGS.get((LEGS.indexOf(redacted) + 1) % LEGS.size());
            var said = with(chain(), learned(redacted), learned(knowing), redaction(redacted));
            var expected = stored(telling, said);

            LEGS.forEach(leg -> assertThat(shown(expected, leg).customer().identifier())
                    .isEqualTo(leg.equals(redacted) ? null : PHONE.address()));
            Permutations.each(said, order -> assertEnd(stored(telling, order), expected, order));
        }
    }

    @Test
    void aRedactionOfTheOnlyLegThatKnewTakesTheCustomerFromAll() {
        for (var redacted : LEGS) {
            var contacts = stored(Telling.NEWS, with(chain(), learned(redacted), redaction(redacted)));

            LEGS.forEach(leg ->
                    assertThat(shown(contacts, leg).customer()).isEqualTo(new Snapshot.Customer(null, null, null)));
        }
    }

    @Test
    void whoAnOutsidePartyIsStaysWithItsOwnLeg() {
        var outside = new ContactId("leg-outside");
        var number = new Endpoint("TELEPHONE_NUMBER", "+441134960000");
        var dialled = TestFacts.event(
                outside,
                90_000,
                it -> it.initiated(exact(90_000))
                        .initiationMethod("EXTERNAL_OUTBOUND")
                        .customerEndpoint(number, at(90_000))
                        .initialContact(FIRST)
                        .previousContact(SECOND));
        Permutations.each(with(chain(), dialled, learned(FIRST)), order -> {
            var contacts = stored(Telling.NEWS, order);

            LEGS.forEach(
                    leg -> assertThat(Objects.requireNonNull(contacts.get(leg)).toString())
                            .doesNotContain(number.address()));
            assertThat(shown(contacts, outside).customer().endpoint()).isEqualTo(number);
            assertThat(shown(contacts, outside).leg()).isEqualTo(Leg.THIRD_PARTY);
            LEGS.forEach(leg ->
                    assertThat(shown(contacts, leg).customer().identifier()).isEqualTo(PHONE.address()));
        });
    }

    /// One crash before or after any write, in every order; then all that was not acknowledged comes again.
    @ParameterizedTest
    @EnumSource
    void everyCrashIsRepairedByRepetition(Telling telling) {
        for (var knowing : LEGS) {
            var said = with(chain(), learned(knowing));
            var expected = stored(telling, said);

            Permutations.each(said, order -> {
                var crash = new CrashAt(0);
                do {
                    crash = new CrashAt(crash.step + 1);
                    assertEnd(stored(telling, order, crash), expected, order);
                } while (crash.happened);
            });
        }
    }

    @ParameterizedTest
    @EnumSource
    void writersThatMeetAndCrashLoseNothing(Telling telling) {
        for (var seed = 0L; seed < LongRun.choose(60, 1_500); seed++) {
            var random = new Random(seed);
            var redacted = LEGS.get(random.nextInt(3));
            var said = with(chain(), learned(LEGS.get(random.nextInt(3))), learned(LEGS.get(random.nextInt(3))));
            if (random.nextBoolean()) {
                said.add(redaction(redacted));
            }
            var expected = stored(telling, said);

            assertThat(storedByTwo(telling, said, random))
                    .as("contacts of seed %d", seed)
                    .isEqualTo(expected);
        }
    }

    private static Map<ContactId, Contact> storedByTwo(Telling telling, List<Contact> said, Random random) {
        var shelf = new VersionedStore(telling);
        var writers = new Interleaving(random);
        var shares = List.of(new ArrayList<Contact>(), new ArrayList<Contact>());
        for (var facts : said) {
            shares.get(random.nextInt(2)).add(facts);
            if (random.nextInt(3) == 0) {
                shares.get(random.nextInt(2)).add(facts);
            }
        }
        for (var share : shares) {
            Collections.shuffle(share, random);
            writers.add(writer -> share.forEach(facts -> joinUntilDone(shelf, facts, writer)));
        }
        writers.run();
        return shelf.contacts();
    }

    private static void joinUntilDone(VersionedStore shelf, Contact facts, Interleaving.Writer writer) {
        while (true) {
            try {
                shelf.join(facts, writer);
                return;
            } catch (Interleaving.Crash again) {
                // Not acknowledged, so it comes again.
            }
        }
    }

    private static final class CrashAt implements VersionedStore.Steps {

        private final int step;
        private int steps;
        private boolean happened;

        CrashAt(int step) {
            this.step = step;
        }

        @Override
        public void beforeWrite() {
            count();
        }

        @Override
        public void afterWrite() {
            count();
        }

        private void count() {
            if (++steps == step) {
                happened = true;
                throw new Interleaving.Crash();
            }
        }
    }

    private static Map<ContactId, Contact> stored(Telling telling, List<Contact> said) {
        return stored(telling, said, VersionedStore.Steps.UNDISTURBED);
    }

    private static Map<ContactId, Contact> stored(Telling telling, List<Contact> said, VersionedStore.Steps steps) {
        var shelf = new VersionedStore(telling);
        for (var facts : said) {
            try {
                shelf.join(facts, steps);
            } catch (Interleaving.Crash notAcknowledged) {
                shelf.join(facts, steps);
            }
        }
        return shelf.contacts();
    }

    private static void assertEnd(
            Map<ContactId, Contact> contacts, Map<ContactId, Contact> expected, List<Contact> order) {
        // Describing an order costs more than making it.
        if (!contacts.equals(expected)) {
            assertThat(contacts).as("after %s", order).isEqualTo(expected);
        }
    }

    private static Snapshot shown(Map<ContactId, Contact> contacts, ContactId leg) {
        return Objects.requireNonNull(contacts.get(leg)).snapshot();
    }

    private static List<Contact> with(List<Contact> said, Contact... more) {
        var all = new ArrayList<>(said);
        all.addAll(List.of(more));
        return all;
    }

    private static List<Contact> chain() {
        return List.of(first(), second(), asTheFlowTellsIt(), third());
    }

    private static Contact first() {
        return TestFacts.event(FIRST, 0, it -> it.initiated(exact(0)).initiationMethod("INBOUND"));
    }

    private static Contact second() {
        return TestFacts.event(
                SECOND,
                60_000,
                it -> it.initiated(exact(60_000))
                        .initiationMethod("QUEUE_TRANSFER")
                        .initialContact(FIRST)
                        .previousContact(FIRST));
    }

    /// It has fewer words for how a contact was made.
    private static Contact asTheFlowTellsIt() {
        return Facts.about(SECOND, Source.FLOW_EVENT)
                .initiationMethod("TRANSFER")
                .initialContact(FIRST)
                .previousContact(FIRST)
                .toContact();
    }

    private static Contact third() {
        return TestFacts.event(
                THIRD,
                120_000,
                it -> it.initiated(exact(120_000))
                        .initiationMethod("TRANSFER")
                        .initialContact(FIRST)
                        .previousContact(SECOND));
    }

    private static Contact learned(ContactId leg) {
        return Facts.about(leg, Source.FLOW_EVENT)
                .customerEndpoint(PHONE, at(1000))
                .toContact();
    }

    private static Contact record(ContactId leg) {
        return placed(new ContactRecordBuilder(leg, 500), leg).said();
    }

    private static Contact redaction(ContactId leg) {
        return placed(new ContactRecordBuilder(leg, 900), leg).redacted().said();
    }

    private static ContactRecordBuilder placed(ContactRecordBuilder record, ContactId leg) {
        if (leg.equals(FIRST)) {
            return record;
        }
        return record.method("TRANSFER").initial(FIRST).previous(leg.equals(THIRD) ? SECOND : FIRST);
    }
}
