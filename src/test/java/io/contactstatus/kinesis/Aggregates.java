package io.contactstatus.kinesis;

import com.google.protobuf.ByteString;
import java.io.ByteArrayOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import software.amazon.kinesis.retrieval.AggregatorUtil;
import software.amazon.kinesis.retrieval.kpl.Messages;

/// Several records in one, as the Kinesis Producer Library puts them together.
final class Aggregates {

    private Aggregates() {}

    static byte[] of(List<byte[]> payloads, String partitionKey) {
        var aggregate = Messages.AggregatedRecord.newBuilder().addPartitionKeyTable(partitionKey);
        payloads.forEach(payload -> aggregate.addRecords(
                Messages.Record.newBuilder().setPartitionKeyIndex(0).setData(ByteString.copyFrom(payload))));
        return sealed(aggregate.build());
    }

    static byte[] sealed(Messages.AggregatedRecord aggregate) {
        var message = aggregate.toByteArray();
        var bytes = new ByteArrayOutputStream();
        bytes.writeBytes(AggregatorUtil.AGGREGATED_RECORD_MAGIC);
        bytes.writeBytes(message);
        bytes.writeBytes(digest(message));
        return bytes.toByteArray();
    }

    private static byte[] digest(byte[] message) {
        try {
            return MessageDigest.getInstance("MD5").digest(message);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
