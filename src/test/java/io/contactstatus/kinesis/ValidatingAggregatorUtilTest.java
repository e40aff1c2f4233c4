package io.contactstatus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.Messages;

class ValidatingAggregatorUtilTest {

    private final ValidatingAggregatorUtil deaggregation = new ValidatingAggregatorUtil();

    @Test
    void takesAnAggregateApart() {
        var records = deaggregation.deaggregate(List.of(
                record("1", bytes("plain")), record("2", Aggregates.of(List.of(bytes("a"), bytes("b")), "contact"))));

        assertThat(records).extracting(ValidatingAggregatorUtilTest::text).containsExactly("plain", "a", "b");
        assertThat(records).extracting(KinesisClientRecord::sequenceNumber).containsExactly("1", "2", "2");
        assertThat(records).extracting(KinesisClientRecord::subSequenceNumber).containsExactly(0L, 0L, 1L);
        assertThat(records).extracting(KinesisClientRecord::aggregated).containsExactly(false, true, true);
    }

    @Test
    void canBeTakenFromLikeAnyListOfKcl() {
        var records = deaggregation.deaggregate(List.of(record("1", bytes("plain"))));

        records.removeFirst();

        assertThat(records).isEmpty();
    }

    @Test
    void leavesWhatOnlyLooksLikeAnAggregate() {
        var damaged = Aggregates.of(List.of(bytes("a")), "contact");
        damaged[damaged.length - 1]++;

        assertThat(deaggregation.deaggregate(List.of(record("1", damaged))))
                .singleElement()
                .satisfies(record -> assertThat(payload(record)).isEqualTo(damaged));
    }

    @Test
    void leavesAnAggregateWholeThatContradictsItself() {
        var sound = Messages.Record.newBuilder().setPartitionKeyIndex(0).setData(ByteString.copyFromUtf8("a"));
        var contradictions = List.of(
                aggregate(sound, sound.clone().setPartitionKeyIndex(7)),
                aggregate(sound, sound.clone().setPartitionKeyIndex(-1)),
                aggregate(sound, sound.clone().setExplicitHashKeyIndex(7)),
                aggregate(sound, sound.clone().setExplicitHashKeyIndex(0)));

        for (var contradiction : contradictions) {
            assertThat(deaggregation.deaggregate(List.of(record("1", contradiction), record("2", bytes("plain")))))
                    .extracting(ValidatingAggregatorUtilTest::payload)
                    .containsExactly(contradiction, bytes("plain"));
        }
    }

    private static byte[] aggregate(Messages.Record.Builder... records) {
        var aggregate = Messages.AggregatedRecord.newBuilder()
                .addPartitionKeyTable("contact")
                .addExplicitHashKeyTable("not a number");
        List.of(records).forEach(aggregate::addRecords);
        return Aggregates.sealed(aggregate.build());
    }

    private static KinesisClientRecord record(String sequence, byte[] payload) {
        return KinesisClientRecord.builder()
                .sequenceNumber(sequence)
                .data(ByteBuffer.wrap(payload))
                .build();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] payload(KinesisClientRecord record) {
        var data = record.data().duplicate();
        var payload = new byte[data.remaining()];
        data.get(payload);
        return payload;
    }

    private static String text(KinesisClientRecord record) {
        return new String(payload(record), StandardCharsets.UTF_8);
    }
}
