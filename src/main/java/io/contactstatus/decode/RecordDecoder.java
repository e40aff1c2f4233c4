package io.contactstatus.decode;

import io.contactstatus.decode.DecodeProperties.Ingest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/// Turns the bytes of any pipe into what they say about contacts.
///
/// A payload may hold one record or many, compressed or not, in the envelopes of CloudWatch Logs, Kinesis,
/// Firehose and SQS. The answers come in the order of the payload. There is at least one, and never an
/// exception.
@Component
public class RecordDecoder {

    private static final int DEEPEST_NESTING = 100;
    private static final int LONGEST_NUMBER = 200;

    private final JsonMapper mapper;
    private final RecordKinds kinds;
    private final long mostBytes;
    private final long mostInflated;

    RecordDecoder(DecodeProperties properties) {
        mostBytes = properties.ingest().maxRecordSize().toBytes();
        mostInflated = properties.ingest().maxInflatedSize().toBytes();
        kinds = new RecordKinds(properties.customerIdentifierAttribute());
        mapper = mapper(Math.max(mostBytes, mostInflated));
    }

    /// One with the default bounds.
    ///
    /// @param customerIdentifierAttribute name of the contact attribute that tells who the customer is, if any
    ///   does
    public static RecordDecoder identifyingCustomersBy(@Nullable String customerIdentifierAttribute) {
        var bounds = new Ingest(DataSize.ofMegabytes(10), DataSize.ofMegabytes(32));
        return new RecordDecoder(new DecodeProperties(customerIdentifierAttribute, bounds));
    }

    public List<Decoded> decode(byte[] payload) {
        if (payload.length > mostBytes) {
            return List.of(new Decoded.Malformed("larger than a record may be", payload));
        }
        return new PayloadReader(mapper, kinds, mostInflated).read(payload);
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
