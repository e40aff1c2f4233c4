package io.contactstatus.bench;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.decode.DecodeMemory;
import io.contactstatus.decode.Decoded;
import io.contactstatus.decode.RecordDecoder;
import io.contactstatus.simulator.Simulation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// What is decoded and merged by the benchmark, each record with what was known of its contacts when it came.
final class DecodeSamples {

    static final RecordDecoder DECODER = RecordDecoder.identifyingCustomersBy(null);
    private static final List<Decoded> READ = new ArrayList<>();
    private static final RecordDecoder.Reading READING = DECODER.into(READ::add, new CountedMemory());
    private static final JsonMapper MAPPER = JsonMapper.builder().build();
    private static final int STORIES = 60;

    private DecodeSamples() {}

    /// Counts as ingestion does, and never refuses.
    private static final class CountedMemory implements DecodeMemory {

        private long held;
        private long handedOver;

        @Override
        public void hold(long bytes) {
            held += bytes;
            if (held + handedOver < 0) {
                throw new IllegalStateException();
            }
        }

        @Override
        public void free(long bytes) {
            held -= bytes;
        }

        @Override
        public void handOver(long bytes) {
            held -= bytes;
            handedOver += bytes;
        }
    }

    /// @param held what the record's facts are joined to
    record Sample(byte[] payload, Map<ContactId, Contact> held) {

        boolean isZipped() {
            return payload[0] == 0x1f;
        }

        /// Everything that ingestion does before it writes.
        int decodeAndMerge() {
            var events = 0;
            READ.clear();
            READING.read(payload);
            for (var decoded : READ) {
                if (decoded instanceof Decoded.Update said) {
                    for (var about : said.contacts()) {
                        var facts = about.facts();
                        var known = held.get(facts.id());
                        events += (known == null ? facts : known.join(facts)).isHeardOf() ? 1 : 0;
                    }
                }
            }
            return events;
        }
    }

    static List<Sample> of(String kind) {
        var contact = new BenchPayloads(7);
        var call = SampleContact.call(7, 40);
        var records = call.singly();
        return switch (kind) {
            case "contact event" -> List.of(last(records.subList(0, 43)));
            case "agent event" -> List.of(last(records.subList(0, 46)));
            case "contact record" -> List.of(last(records));
            case "flow-log line" -> {
                var at = Instant.parse("2026-11-20T12:00:03.140Z");
                var line = contact.flowLine(
                        BenchPayloads.FLOW,
                        "Welcome and routing",
                        "PlayPrompt",
                        contact.uuid(),
                        at,
                        ",\"Parameters\":{\"Text\":\"For billing press one, for orders press two, for anything else please stay"
                                + " on the line.\",\"TextToSpeechType\":\"text\",\"Voice\":\"Amy\"}");
                yield List.of(sample(
                        BenchPayloads.bytes(line), last(records.subList(0, 10)).held()));
            }
            case "envelope of 20 lines" ->
                List.of(sample(SampleContact.call(7, 20).together().getLast(), new HashMap<>()));
            case "simulator's mix" -> mix();
            default -> throw new IllegalArgumentException(kind);
        };
    }

    private static Sample last(List<byte[]> records) {
        var known = new HashMap<ContactId, Contact>();
        records.subList(0, records.size() - 1).forEach(record -> learn(known, record));
        return sample(records.getLast(), known);
    }

    private static List<Sample> mix() {
        var simulation = new Simulation(7, Instant.parse("2026-11-20T12:00:00Z"));
        var samples = new ArrayList<Sample>();
        for (var story = 0; story < STORIES; story++) {
            var known = new HashMap<ContactId, Contact>();
            for (var record : simulation.next().records()) {
                samples.add(sample(record.payload(), new HashMap<>(known)));
                learn(known, record.payload());
            }
        }
        return samples;
    }

    private static Sample sample(byte[] payload, Map<ContactId, Contact> held) {
        return new Sample(payload, held);
    }

    private static void learn(Map<ContactId, Contact> known, byte[] payload) {
        for (var decoded : DECODER.decode(payload)) {
            if (decoded instanceof Decoded.Update said) {
                said.contacts().forEach(about -> known.merge(about.facts().id(), about.facts(), Contact::join));
            }
        }
    }

    private static byte[] unzipped(byte[] payload) {
        try (var unzipping = new GZIPInputStream(new ByteArrayInputStream(payload))) {
            return unzipping.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    /// No more than reading the very same JSON; of envelopes, unzipping and reading each line's own JSON too.
    static int readOnly(Sample sample) {
        var tree = read(sample);
        var events = tree.size();
        for (var event : tree.path("logEvents")) {
            var message = event.path("message").stringValue("");
            events += message.startsWith("{") ? MAPPER.readTree(message).size() : 1;
        }
        return events;
    }

    /// The envelope alone: what is in its lines is still text.
    static int readEnvelopeOnly(Sample sample) {
        return read(sample).size();
    }

    private static JsonNode read(Sample sample) {
        return MAPPER.readTree(sample.isZipped() ? unzipped(sample.payload()) : sample.payload());
    }
}
