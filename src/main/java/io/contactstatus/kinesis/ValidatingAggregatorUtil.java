package io.contactstatus.kinesis;

import com.google.protobuf.InvalidProtocolBufferException;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.KinesisClientRecord;
import software.amazon.kinesis.retrieval.kpl.Messages;

/// Takes apart what the Kinesis Producer Library put together, unless it contradicts itself: KCL would drop the
/// rest of such a record, and write all of it to the log. It is left whole instead, and ends in the dead
/// letters.
final class ValidatingAggregatorUtil extends AggregatorUtil {

    private static final int DIGEST = 16;

    @Override
    public List<KinesisClientRecord> deaggregate(
            List<KinesisClientRecord> records, BigInteger startingHashKey, BigInteger endingHashKey) {
        return records.stream()
                .flatMap(record -> contradictsItself(record)
                        ? Stream.of(record)
                        : super.deaggregate(List.of(record), startingHashKey, endingHashKey).stream())
                // KCL takes out what is checkpointed already.
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static boolean contradictsItself(KinesisClientRecord record) {
        var data = record.data().duplicate();
        var bytes = new byte[data.remaining()];
        data.get(bytes);
        var start = AGGREGATED_RECORD_MAGIC.length;
        if (bytes.length <= start + DIGEST || !Arrays.equals(bytes, 0, start, AGGREGATED_RECORD_MAGIC, 0, start)) {
            return false;
        }
        try {
            var aggregate =
                    Messages.AggregatedRecord.parseFrom(Arrays.copyOfRange(bytes, start, bytes.length - DIGEST));
            return !aggregate.getRecordsList().stream().allMatch(each -> isSound(aggregate, each));
        } catch (InvalidProtocolBufferException notAggregated) {
            return false;
        }
    }

    private static boolean isSound(Messages.AggregatedRecord aggregate, Messages.Record record) {
        return isIndex(record.getPartitionKeyIndex(), aggregate.getPartitionKeyTableCount())
                && (!record.hasExplicitHashKeyIndex()
                        || (isIndex(record.getExplicitHashKeyIndex(), aggregate.getExplicitHashKeyTableCount())
                                && isNumber(
                                        aggregate.getExplicitHashKeyTable((int) record.getExplicitHashKeyIndex()))));
    }

    private static boolean isIndex(long index, int size) {
        return index >= 0 && index < size;
    }

    private static boolean isNumber(String text) {
        return text.matches("\\d{1,39}");
    }
}
