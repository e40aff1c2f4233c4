package io.contactstatus.kinesis;

import io.contactstatus.simulator.RecordKind;
import io.contactstatus.simulator.SimulatedRecord;
import io.contactstatus.simulator.SimulatedRecords;
import io.contactstatus.switches.ConditionalOnSwitch;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.PutRecordsRequestEntry;
import software.amazon.awssdk.services.kinesis.model.PutRecordsResponse;

/// Plays simulated records into the configured streams, a record kind always into the same one, as Amazon
/// Connect would.
@Component
@ConditionalOnSwitch("contact-status.simulator.enabled")
@ConditionalOnProperty(name = "contact-status.simulator.output", havingValue = "streams")
class SimulatedStreams implements SimulatedRecords {

    /// What one request takes.
    private static final int MOST_AT_ONCE = 500;

    private static final int ATTEMPTS = 5;
    private static final List<RecordKind> KINDS = List.of(RecordKind.values());

    private final KinesisClient kinesis;
    private final List<StreamName> streams;

    SimulatedStreams(KinesisClient kinesis, Streams streams) {
        this.kinesis = kinesis;
        this.streams = streams.names();
        if (this.streams.isEmpty()) {
            throw new IllegalStateException(
                    "contact-status.simulator.output=streams needs contact-status.kinesis.streams");
        }
    }

    @Override
    public void accept(List<SimulatedRecord> records) {
        var byStream = new TreeMap<Integer, List<PutRecordsRequestEntry>>();
        for (var record : records) {
            byStream.computeIfAbsent(KINDS.indexOf(record.kind()) % streams.size(), stream -> new ArrayList<>())
                    .add(entry(record));
        }
        byStream.forEach((stream, entries) -> put(streams.get(stream), entries));
    }

    private static PutRecordsRequestEntry entry(SimulatedRecord record) {
        return PutRecordsRequestEntry.builder()
                .partitionKey(record.partitionKey())
                .data(SdkBytes.fromByteArrayUnsafe(record.payload()))
                .build();
    }

    private void put(StreamName stream, List<PutRecordsRequestEntry> entries) {
        for (var start = 0; start < entries.size(); start += MOST_AT_ONCE) {
            putAll(stream, entries.subList(start, Math.min(start + MOST_AT_ONCE, entries.size())));
        }
    }

    private void putAll(StreamName stream, List<PutRecordsRequestEntry> entries) {
        var left = entries;
        for (var attempt = 0; attempt < ATTEMPTS && !left.isEmpty(); attempt++) {
            left = refused(left, put(left, stream));
        }
        if (!left.isEmpty()) {
            // All of the batch comes again: duplicates are part of the play.
            throw new IllegalStateException(left.size() + " records were refused by stream " + stream);
        }
    }

    private PutRecordsResponse put(List<PutRecordsRequestEntry> entries, StreamName stream) {
        return kinesis.putRecords(request -> request.streamName(stream.arn() == null ? stream.name() : null)
                .streamARN(stream.arn())
                .records(entries));
    }

    private static List<PutRecordsRequestEntry> refused(
            List<PutRecordsRequestEntry> entries, PutRecordsResponse response) {
        var refused = new ArrayList<PutRecordsRequestEntry>();
        for (var index = 0; index < entries.size(); index++) {
            if (response.records().get(index).errorCode() != null) {
                refused.add(entries.get(index));
            }
        }
        return refused;
    }
}
