package io.contactstatus.contact;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.LongRun;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/// The laws that make the order of arrival meaningless, on made-up knowledge.
class JoinLawsTest {

    private static final ContactId ID = TestFacts.CALL;
    private static final int CASES = LongRun.choose(5_000, 20_000);
    private static final int LARGE_CASES = 300;

    @Test
    void joiningContactsIsCommutativeAssociativeAndIdempotentWithTheUnseenOneAsNeutral() {
        forEachSeed(CASES, (any, random) -> {
            var density = 1 + random.nextInt(9);
            var one = any.next(ID, density);

            lawsHold(one, any.next(ID, density), any.next(ID, density), Contact::join);
            assertThat(one.join(Contact.unseen(ID))).isEqualTo(one);
            assertThat(Contact.unseen(ID).join(one)).isEqualTo(one);
        });
    }

    @Test
    void anEqualContactLooksTheSame() {
        forEachSeed(CASES / 4, (any, random) -> {
            var one = any.next(ID, 6);
            var other = any.next(ID, 6);

            assertThat(one.join(other).snapshot()).isEqualTo(other.join(one).snapshot());
        });
    }

    @Test
    void aBoundedSetKeepsTheLaws() {
        forEachSeed(LARGE_CASES, (any, random) -> {
            var joined = lawsHold(any.manyStates(), any.manyStates(), any.manyStates(), BoundedSet::join);

            assertThat(joined.elements()).hasSizeLessThanOrEqualTo(LiveFacts.MOST_STATES);
        });
    }

    @Test
    void aMoodKeepsTheLaws() {
        forEachSeed(LARGE_CASES, (any, random) -> {
            var joined = lawsHold(any.longMood(), any.longMood(), any.longMood(), Mood::join);

            assertThat(joined.negativeRun()).isLessThanOrEqualTo(Mood.LONGEST_RUN);
        });
    }

    @Test
    void boundedRegistersKeepTheLaws() {
        forEachSeed(LARGE_CASES, (any, random) -> {
            var joined = lawsHold(any.manyRegisters(24), any.manyRegisters(24), any.manyRegisters(24), Registers::join);

            assertThat(joined.byKey()).hasSizeLessThanOrEqualTo(24);
        });
    }

    @Test
    void aBoundedChainKeepsTheLaws() {
        forEachSeed(LARGE_CASES, (any, random) -> {
            var joined = lawsHold(any.crowd(), any.crowd(), any.crowd(), ChainLinks::join);

            assertThat(joined.legs()).hasSizeLessThanOrEqualTo(ChainLinks.MOST);
        });
    }

    /// Whoever knows more tells no less, but for who an outside party is. The legs told are the same ones: no source
    /// contradicts another about ids.
    @Test
    void whatIsToldGrowsWithWhatIsKnown() {
        forEachSeed(CASES, (any, random) -> {
            var place = place(random.nextInt(3));
            var less = place.apply(any.next(ID, 3));
            var more = less.join(place.apply(any.next(ID, 3)));

            less.told().forEach((other, told) -> {
                assertThat(more.told()).containsKey(other);
                var toldMore = more.told().getOrDefault(other, told);
                assertThat(withoutOutsideParties(toldMore.join(told))).isEqualTo(withoutOutsideParties(toldMore));
            });
        });
    }

    private static Contact withoutOutsideParties(Contact told) {
        var chain = told.chain();
        return new Contact(
                told.id(),
                told.heard(),
                told.live(),
                told.record(),
                told.identity(),
                told.milestones(),
                new ChainLinks(
                        chain.initial(),
                        chain.previous(),
                        chain.related(),
                        withoutOutsideParties(chain.legs()),
                        withoutOutsideParties(chain.inherited()),
                        chain.associates()),
                told.notes(),
                told.insights(),
                told.callBack());
    }

    private static SortedMap<ContactId, LegFacts> withoutOutsideParties(SortedMap<ContactId, LegFacts> legs) {
        var without = new TreeMap<ContactId, LegFacts>();
        legs.forEach((leg, facts) -> without.put(leg, facts.told()));
        return without;
    }

    @Test
    void aTellingIsAddressedToSomebodyElse() {
        forEachSeed(CASES / 4, (any, random) -> {
            var told = any.next(ID, 5).told();

            assertThat(told).doesNotContainKey(ID);
            told.forEach((other, contact) -> assertThat(contact.id()).isEqualTo(other));
        });
    }

    /// A first leg, a leg that follows it directly, or one with a leg between.
    private static Function<Contact, Contact> place(int position) {
        var first = new ContactId("call-0");
        var between = new ContactId("call-9");
        return contact -> {
            var chain = contact.chain();
            return new Contact(
                    contact.id(),
                    contact.heard(),
                    contact.live(),
                    contact.record(),
                    contact.identity(),
                    contact.milestones(),
                    new ChainLinks(
                            position == 0 ? null : untimed(first),
                            position == 0 ? null : untimed(position == 1 ? first : between),
                            // Sources do not contradict each other about ids.
                            untimed(new ContactId("call-7")),
                            chain.legs(),
                            chain.inherited(),
                            chain.associates()),
                    contact.notes(),
                    contact.insights(),
                    contact.callBack());
        };
    }

    private static Latest<ContactId> untimed(ContactId id) {
        return new Latest<>(id, Stamp.of(Stamp.UNTIMED, Source.CONTACT_EVENT));
    }

    private static <T> T lawsHold(T one, T other, T third, BinaryOperator<T> join) {
        var both = join.apply(one, other);
        var all = join.apply(both, third);

        assertThat(join.apply(other, one)).isEqualTo(both);
        assertThat(join.apply(one, join.apply(other, third))).isEqualTo(all);
        assertThat(join.apply(one, one)).isEqualTo(one);
        assertThat(join.apply(both, one)).isEqualTo(both);
        assertThat(join.apply(other, all)).isEqualTo(all);
        return all;
    }

    private static void forEachSeed(int cases, BiConsumer<AnyContact, Random> law) {
        for (var seed = 0L; seed < cases; seed++) {
            var random = new Random(seed);
            try {
                law.accept(new AnyContact(random), random);
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("broken by the contacts of seed " + seed, broken);
            }
        }
    }
}
