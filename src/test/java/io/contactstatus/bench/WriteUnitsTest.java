package io.contactstatus.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.simulator.Simulation;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a contact costs is a feature. These are counts and not times: they are the same on every machine.
class WriteUnitsTest {

    @Test
    void aChatOfFourteenEventsCostsLessThanTwoUnitsForEach() {
        var chat = SampleContact.chat(11);

        assertThat(chat.events()).isEqualTo(14);
        var units = WriteUnits.oneByOne(chat);
        assertThat(units.besideFigures()).isLessThanOrEqualTo(26);
        assertThat(units.ofFigures()).isLessThanOrEqualTo(2);
    }

    @Test
    void aChatInOneBatchCostsItsHistoryAndOneUnitMore() {
        var units = WriteUnits.inOneBatch(SampleContact.chat(12));
        assertThat(units.besideFigures()).isLessThanOrEqualTo(15);
        assertThat(units.ofFigures()).isLessThanOrEqualTo(2);
    }

    @Test
    void aCallWithFiveHundredLinesOfItsFlowCostsLittleMoreThanOneAndAHalfUnitsForEach() {
        var call = SampleContact.call(2, 500);

        assertThat(call.events()).isEqualTo(513);
        var singly = WriteUnits.oneByOne(call);
        var together = WriteUnits.inOneBatch(call);
        // By the entry of 72 bytes for the figures of its queue, one write more of its item is one of two units.
        assertThat(singly.besideFigures() - 1).isLessThanOrEqualTo(808);
        assertThat(singly.ofFigures()).isLessThanOrEqualTo(3);
        assertThat(together.besideFigures()).isLessThanOrEqualTo(517);
        assertThat(together.ofFigures()).isLessThanOrEqualTo(2);
    }

    @Test
    void announcingCostsThreeUnitsForEachChangeOfAnItemBelowAKilobyte() {
        var chat = SampleContact.chat(17);
        var changes = 5;

        assertThat(WriteUnits.announcedOneByOne(chat)
                        - WriteUnits.oneByOne(chat).all())
                .isEqualTo(3.0 * changes);
    }

    @Test
    void theListOfChangesCostsAContactTwoUnitsAtMost() {
        for (var contact : List.of(SampleContact.chat(19), SampleContact.call(20, 30))) {
            assertThat(WriteUnits.listedOneByOne(contact)
                            - WriteUnits.oneByOne(contact).all())
                    .isBetween(1.0, 2.0);
        }
    }

    @Test
    void announcingCostsALineOfAFlowNothing() {
        var few = SampleContact.call(18, 31);
        var many = SampleContact.call(18, 61);

        assertThat(WriteUnits.announcedOneByOne(many) - WriteUnits.announcedOneByOne(few))
                .isEqualTo(WriteUnits.oneByOne(many).all()
                        - WriteUnits.oneByOne(few).all());
    }

    @Test
    void aLineOfAFlowCostsTheSameHoweverManyCameBefore() {
        var few = SampleContact.call(13, 31);
        var many = SampleContact.call(13, 121);

        var perLine =
                (WriteUnits.oneByOne(many).all() - WriteUnits.oneByOne(few).all())
                        / (many.flowLines() - few.flowLines());

        assertThat(perLine).isLessThanOrEqualTo(1.6);
    }

    @Test
    void aLineOfAFlowInABatchCostsItsHistoryItemAlone() {
        var few = SampleContact.call(14, 31);
        var many = SampleContact.call(14, 121);

        var perLine =
                (WriteUnits.inOneBatch(many).all() - WriteUnits.inOneBatch(few).all())
                        / (many.flowLines() - few.flowLines());

        assertThat(perLine).isEqualTo(1.0);
    }

    @Test
    void aRepetitionOfEverythingCostsTheHistoryAndNoMore() {
        var chat = SampleContact.chat(15);
        try (var service = new MeteredService()) {
            service.accept(chat.together());
            var once = service.writeUnits();

            service.accept(chat.together());

            assertThat(service.writeUnits() - once).isEqualTo(chat.events());
        }
    }

    @Test
    void theItemOfACallFitsIntoOneWriteUnitUntilTheCustomerIsGone() {
        var call = SampleContact.call(16, 30);
        try (var service = new MeteredService()) {
            for (var payload : call.singly().subList(0, call.events() - 5)) {
                service.accept(List.of(payload));

                assertThat(service.headSize(call.id()))
                        .as(service.status(call.id()))
                        .isLessThanOrEqualTo(1024);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.05, 0.4})
    void whatIsKeptBesidesSoThatAContactCanBeHadAsItWasCostsAUnitAndAHalfAtMost(double lost) {
        var random = new Random(5);
        var simulation = new Simulation(14, Instant.parse("2026-11-20T12:00:00Z"));
        var contacts = 0;
        try (var service = new MeteredService()) {
            while (contacts < 40) {
                var story = simulation.next();
                contacts += story.expected().size();
                story.records().stream()
                        .filter(record -> random.nextDouble() >= lost)
                        .forEach(record -> service.accept(List.of(record.payload())));
            }

            assertThat(service.unlistedUnits() / contacts).isBetween(lost == 0 ? 0 : 0.01, 1.5);
        }
    }

    @Test
    void theFiguresOfItsQueueCostAContactLessThanTwoUnits() {
        var simulation = new Simulation(14, Instant.parse("2026-11-20T12:00:00Z"));
        var contacts = 0;
        try (var service = new MeteredService()) {
            while (contacts < 30) {
                var story = simulation.next();
                contacts += story.expected().size();
                story.records().forEach(record -> service.accept(List.of(record.payload())));
            }

            var ofIndex = service.writeUnitsByPlace().getOrDefault("ContactStatus/Ended-index", 0.0);
            assertThat(ofIndex / contacts).isBetween(1.0, 2.0);
        }
    }
}
