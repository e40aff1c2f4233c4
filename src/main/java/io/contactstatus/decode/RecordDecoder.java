package io.contactstatus.decode;

import io.contactstatus.decode.DecodeProperties.Ingest;
import io.contactstatus.decode.DecodeProperties.Transcripts;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.json.JsonMapper;

/// Turns the bytes of any pipe into what they say about contacts.
///
/// A payload may hold one record or many, compressed or not, in the envelopes of CloudWatch Logs, Kinesis,
/// Firehose and SQS. The answers come in the order of the payload. There is at least one, and never an
/// exception of its own.
@Component
public class RecordDecoder {

    private static final int DEEPEST_NESTING = 100;
    private static final int LONGEST_NUMBER = 200;

    private final JsonMapper mapper;
    private final ObjectReader plain;
    private final RecordKinds kinds;
    private final StoredWords words;
    private final long mostBytes;
    private final long mostInflated;

    RecordDecoder(DecodeProperties properties) {
        mostBytes = properties.ingest().maxRecordSize().toBytes();
        mostInflated = properties.ingest().maxInflatedSize().toBytes();
        words = properties.transcripts().store();
        kinds = new RecordKinds(properties.customerIdentifierAttribute(), words);
        mapper = mapper(Math.max(mostBytes, mostInflated));
        plain = mapper.reader();
    }

    /// One with the default bounds.
    ///
    /// @param customerIdentifierAttribute name of the contact attribute that tells who the customer is, if any
    ///   does
    public static RecordDecoder identifyingCustomersBy(@Nullable String customerIdentifierAttribute) {
        var bounds = new Ingest(DataSize.ofMegabytes(10), DataSize.ofMegabytes(32));
        return new RecordDecoder(
                new DecodeProperties(customerIdentifierAttribute, bounds, new Transcripts(StoredWords.REDACTED)));
    }

    /// All at once, for what is known to be small.
    public List<Decoded> decode(byte[] payload) {
        var decoded = new ArrayList<Decoded>(1);
        new Reading(decoded::add, DecodeMemory.UNCOUNTED, new MeteredJsonNodes(DecodeMemory.UNCOUNTED), plain)
                .read(payload);
        return decoded;
    }

    /// What may be kept of something that could not be read: without words that people seem to have said, unless all
    /// are stored.
    ///
    /// @return the same where nothing is taken out
    public byte[] letter(byte[] payload) {
        return words == StoredWords.ALL || !UnreadWords.areIn(payload, 0, payload.length)
                ? payload
                : UnreadWords.takenFrom(payload, 0, payload.length);
    }

    /// Gives out one after the other, so that never all of a payload has to be held.
    ///
    /// @param memory is asked before anything is held that the payload was not
    public Reading into(Consumer<Decoded> receiver, DecodeMemory memory) {
        var nodes = new MeteredJsonNodes(memory);
        return new Reading(receiver, memory, nodes, mapper.reader(nodes));
    }

    /// Payloads one after the other, for one receiver. What it or the memory throws ends the payload.
    public final class Reading {

        private final Consumer<Decoded> receiver;
        private final DecodeMemory memory;
        private final MeteredJsonNodes nodes;
        private final ObjectReader reader;

        private Reading(Consumer<Decoded> receiver, DecodeMemory memory, MeteredJsonNodes nodes, ObjectReader reader) {
            this.receiver = receiver;
            this.memory = memory;
            this.nodes = nodes;
            this.reader = reader;
        }

        public void read(byte[] payload) {
            if (payload.length > mostBytes) {
                receiver.accept(new Decoded.Malformed("larger than a record may be", payload));
                return;
            }
            nodes.takeOver();
            new PayloadReader(mapper, reader, nodes, kinds, words, mostInflated, memory, receiver).read(payload);
        }
    }

    private static JsonMapper mapper(long longest) {
        var constraints = StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST_NESTING)
                .maxNumberLength(LONGEST_NUMBER)
                .maxStringLength((int) Math.min(longest, Integer.MAX_VALUE))
                .build();
        return JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(constraints).build())
                // Records may follow each other without anything between them.
                .disable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .build();
    }
}
