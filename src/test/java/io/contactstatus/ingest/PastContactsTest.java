package io.contactstatus.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.LongRun;
import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.contact.Stamp;
import io.contactstatus.contact.Status;
import io.contactstatus.decode.Decoded;
import io.contactstatus.decode.RecordDecoder;
import io.contactstatus.simulator.Scenario;
import io.contactstatus.simulator.Simulation;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.StoredContact;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whole stories, as they are on the wire and with records of every kind lost, repeated and overtaken: what is
/// answered for a moment is what would be shown if the records up to that moment were all there are.
class PastContactsTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Instant NOW = NOON.plus(Duration.ofDays(1));
    private static final List<Scenario> SCENARIOS = List.of(Scenario.values());
    private static final RecordDecoder DECODER = RecordDecoder.identifyingCustomersBy(null);

    @Test
    void isAtEveryMomentWhatTheRecordsUntilThenTell() {
        for (var seed = 0; seed < LongRun.choose(19, 3_000); seed++) {
            var story = new Story(seed);
            var service = new MemoryService();
            story.inDisorder().forEach(service::accept);

            for (var moment : story.moments(LongRun.choose(4, 12))) {
                assertPast(service, story, moment, seed);
            }
        }
    }

    @Test
    void isReplayedAsItWasAtEachMoment() {
        for (var seed = 500; seed < LongRun.choose(519, 1_500); seed++) {
            var story = new Story(seed);
            var service = new MemoryService();
            story.inDisorder().forEach(service::accept);

            for (var contact : service.stores.contacts()) {
                var replayed = service.replayed(contact.id(), Integer.MAX_VALUE).moments;
                for (var moment : story.moments(4)) {
                    var before = replayed.floorEntry(moment);
                    assertThat(service.at(contact.id(), moment))
                            .as("seed %d, contact %s at %s", seed, contact.id(), moment)
                            .isEqualTo(before == null ? null : before.getValue());
                }
            }
        }
    }

    @Test
    void ofALongHistoryFewerMomentsAreToldEachAsItWasFromTheFirstOneToThePresent() {
        var shortened = 0;
        for (var seed = 2_000; seed < LongRun.choose(2_038, 4_000); seed++) {
            var story = new Story(seed);
            var service = new MemoryService();
            story.inDisorder().forEach(service::accept);

            for (var contact : service.stores.contacts()) {
                var all = service.replayed(contact.id(), Integer.MAX_VALUE);
                var most = 6 + seed % 20;
                var some = service.replayed(contact.id(), most);
                var which = "seed %d, contact %s".formatted(seed, contact.id());
                some.moments.forEach((at, then) -> assertThat(then)
                        .as("%s at %s", which, at)
                        .isEqualTo(all.moments.floorEntry(at).getValue()));
                if (!all.moments.isEmpty()) {
                    assertThat(some.moments.firstKey()).as(which).isEqualTo(all.moments.firstKey());
                    assertThat(some.moments.lastEntry().getValue()).as(which).isEqualTo(shown(contact));
                }
                assertThat(some.moments).as(which).hasSizeLessThanOrEqualTo(most);
                if (some.complete) {
                    assertThat(some.moments).as(which).isEqualTo(all.moments);
                } else {
                    shortened++;
                }
            }
        }
        assertThat(shortened).isGreaterThan(19);
    }

    @Test
    void ofThousandsOfFlowLinesSomeAreLeftOutAndNoChangeOfStatus() {
        var service = new MemoryService();
        var said = new ArrayList<Said>();
        event(said, "INITIATED", 0, "");
        for (var line = 1; line <= 5_200; line++) {
            var at = NOON.plusMillis(line * 1_000L);
            DECODER.decode("""
                    {"ContactId":"long","ContactFlowId":"f","ContactFlowName":"Main","ContactFlowModuleType":"PlayPrompt",
                    "Identifier":"b%d","Timestamp":"%s","Parameters":{}}""".formatted(line, at).getBytes(StandardCharsets.UTF_8))
                    .forEach(decoded -> said.add(new Said(at, (Decoded.Update) decoded)));
        }
        event(said, "QUEUED", 2_000_001, "\"queueInfo\":{\"queueArn\":\"x/queue/q\"},");
        event(
                said,
                "CONNECTED_TO_AGENT",
                2_000_002,
                "\"agentInfo\":{\"agentArn\":\"x/agent/a\",\"connectedToAgentTimestamp\":\"2026-01-05T12:33:20.002Z\"},");
        event(said, "DISCONNECTED", 5_200_003, "\"disconnectTimestamp\":\"2026-01-05T13:26:40.003Z\",");
        service.accept(said);

        var replayed = service.replayed(new ContactId("long"), 5_000);

        assertThat(replayed.complete).isFalse();
        assertThat(replayed.moments)
                .containsKeys(NOON, NOON.plusMillis(2_000_001), NOON.plusMillis(2_000_002), NOON.plusMillis(5_200_003))
                .hasSizeBetween(2_500, 5_000);
        assertThat(replayed.moments.lastEntry().getValue()).containsEntry("status", Status.DISCONNECTED);
    }

    private static void event(List<Said> said, String type, int millis, String told) {
        var at = NOON.plusMillis(millis);
        DECODER.decode("""
                {"version":"0","id":"%s","source":"aws.connect","detail-type":"Amazon Connect Contact Event","time":"%s",
                "detail":{"eventType":"%s","contactId":"long","channel":"VOICE","initiationMethod":"INBOUND",%s
                "initiationTimestamp":"%s","eventTimestamp":"%s"}}""".formatted(type, at, type, told, NOON, at).getBytes(StandardCharsets.UTF_8))
                .forEach(decoded -> said.add(new Said(at, (Decoded.Update) decoded)));
    }

    @Test
    void isNowWhatIsShownNow() {
        for (var seed = 1_000; seed < LongRun.choose(1_019, 9_000); seed++) {
            var story = new Story(seed);
            var service = new MemoryService();
            story.inDisorder().forEach(service::accept);

            for (var contact : service.stores.contacts()) {
                assertThat(service.at(contact.id(), NOW))
                        .as("seed %d, contact %s", seed, contact.id())
                        .isEqualTo(shown(contact));
            }
        }
    }

    private static void assertPast(MemoryService service, Story story, Instant moment, int seed) {
        var past = new MemoryService();
        past.accept(story.until(moment));
        var begun = story.begunBy(moment);
        var expected = new LinkedHashMap<ContactId, Map<String, @Nullable Object>>();
        past.stores.contacts().stream()
                .filter(contact -> begun.contains(contact.id()))
                .forEach(contact -> expected.put(contact.id(), shown(contact)));
        for (var contact : service.stores.contacts()) {
            assertThat(service.at(contact.id(), moment))
                    .as("seed %d, contact %s at %s", seed, contact.id(), moment)
                    .isEqualTo(expected.get(contact.id()));
        }
    }

    /// All that is shown, which sources have spoken excepted.
    private static Map<String, @Nullable Object> shown(Contact contact) {
        var shown = new LinkedHashMap<String, @Nullable Object>();
        for (var component : Snapshot.class.getRecordComponents()) {
            if (!component.getName().equals("heard")) {
                shown.put(component.getName(), value(component, contact.snapshot()));
            }
        }
        return shown;
    }

    private static @Nullable Object value(RecordComponent component, Snapshot snapshot) {
        try {
            return component.getAccessor().invoke(snapshot);
        } catch (ReflectiveOperationException unreadable) {
            throw new LinkageError(unreadable.getMessage(), unreadable);
        }
    }

    private record Said(Instant at, Decoded.Update update) {

        boolean isTimed() {
            return !at.equals(Stamp.UNTIMED);
        }

        boolean isAbout(String contactId) {
            return update.contacts().stream()
                    .anyMatch(about -> about.facts().id().value().equals(contactId));
        }
    }

    /// What is left of what was sent.
    private static final class Story {

        private final Random random;
        private final List<Said> said = new ArrayList<>();

        Story(int seed) {
            random = new Random(seed);
            var simulation = new Simulation(70_000 + seed, NOON);
            var scenario = SCENARIOS.get(seed % SCENARIOS.size());
            var loss = seed % 4 * 0.15;
            var story = simulation.play(scenario);
            for (var record : story.records()) {
                if (random.nextDouble() >= loss) {
                    DECODER.decode(record.payload()).forEach(this::add);
                }
            }
            if (seed % 3 == 0) {
                story.expected().forEach(contact -> describe(contact.contactId()));
            }
            if (seed % 2 == 0) {
                story.expected().stream()
                        .filter(contact ->
                                said.stream().anyMatch(one -> one.isTimed() && one.isAbout(contact.contactId())))
                        .forEach(contact -> analyse(new ContactId(contact.contactId())));
            }
        }

        /// Contact Lens listens to it, or reads it.
        private void analyse(ContactId id) {
            var known = Contact.unseen(id);
            for (var one : said) {
                for (var about : one.update.contacts()) {
                    known = about.facts().id().equals(id) ? known.join(about.facts()) : known;
                }
            }
            var times = known.snapshot().timestamps();
            var begin = times.initiated() == null ? NOON : times.initiated();
            if ("CHAT".equals(known.snapshot().channel())) {
                for (var line = random.nextInt(12); line >= 0; line--) {
                    read(id, begin.plusMillis(line * 33_000 + random.nextInt(30_000)));
                }
            } else {
                hear(id, "STARTED", "");
                for (var sentence = random.nextInt(12); sentence >= 0; sentence--) {
                    hear(id, times.connectedToSystem(), sentence * 33_000 + random.nextInt(30_000));
                }
                if (random.nextInt(3) == 0) {
                    hear(id, "SEGMENTS", "{\"Categories\":{\"MatchedCategories\":[\"Card declined\"]}}");
                }
                if (random.nextInt(3) == 0) {
                    hear(id, "COMPLETED", "");
                }
            }
        }

        /// With a category now and then: such a one is in the history too.
        private void read(ContactId id, Instant at) {
            var category = random.nextInt(4) == 0 ? ",{\"Categories\":{\"MatchedCategories\":[\"Late parcel\"]}}" : "";
            var record = """
                    {"Version":"2.0.0","ContactId":"%s","OutputType":"Redacted","StreamingEventType":"SEGMENTS",
                    "StreamingSettings":{"Output":"Redacted"},"Segments":[{"Transcript":{"Id":"%d",%s,
                    "Time":{"AbsoluteTime":"%s"}}}%s]}""".formatted(id.value(), at.toEpochMilli(), spoken(), at, category);
            DECODER.decode(record.getBytes(StandardCharsets.UTF_8)).forEach(this::add);
        }

        /// @param begin of the call, which none of it tells
        private void hear(ContactId id, @Nullable Instant begin, int offset) {
            var at = begin == null ? Stamp.UNTIMED : begin.plusMillis(offset);
            var segment =
                    "{\"Transcript\":{\"Id\":\"%d\",%s,\"BeginOffsetMillis\":%d}}".formatted(offset, spoken(), offset);
            DECODER.decode(heard(id, "SEGMENTS", segment))
                    .forEach(decoded -> said.add(new Said(at, (Decoded.Update) decoded)));
        }

        private void hear(ContactId id, String type, String segment) {
            DECODER.decode(heard(id, type, segment)).forEach(this::add);
        }

        private static byte[] heard(ContactId id, String type, String segment) {
            return """
                    {"Version":"1.0.0","Channel":"VOICE","ContactId":"%s","LanguageCode":"en-US","EventType":"%s",
                    "Segments":[%s]}""".formatted(id.value(), type, segment).getBytes(StandardCharsets.UTF_8);
        }

        /// By the customer mostly, who is mostly cross.
        private String spoken() {
            return "\"ParticipantRole\":\"%s\",\"Content\":\"Well\",\"Sentiment\":\"%s\""
                    .formatted(
                            random.nextInt(3) == 0 ? "AGENT" : "CUSTOMER",
                            random.nextInt(3) == 0 ? "NEUTRAL" : "NEGATIVE");
        }

        /// Amazon Connect was asked about it, some time after it was first heard of.
        private void describe(String contactId) {
            said.stream()
                    .filter(one -> one.isTimed() && one.isAbout(contactId))
                    .map(Said::at)
                    .min(Comparator.naturalOrder())
                    .ifPresent(first -> describe(contactId, first.plusMillis(1 + random.nextInt(1_200_000))));
        }

        private void describe(String contactId, Instant at) {
            var described = random.nextBoolean()
                    ? ",\"Contact\":{\"Channel\":\"VOICE\",\"DisconnectTimestamp\":\"%s\"}"
                            .formatted(at.minusSeconds(random.nextInt(60)))
                    : "";
            var answer = "{\"DescribedAt\":\"%s\",\"ContactId\":\"%s\"%s}".formatted(at, contactId, described);
            DECODER.decode(answer.getBytes(StandardCharsets.UTF_8)).forEach(this::add);
        }

        private void add(Decoded decoded) {
            if (decoded instanceof Decoded.Update update) {
                var at = update.agent() != null
                        ? update.agent().at()
                        : update.contacts().getFirst().testimony().at();
                said.add(new Said(at, update));
            }
        }

        /// In batches of any size, some of it more than once.
        List<List<Said>> inDisorder() {
            var all = new ArrayList<>(said);
            said.stream().filter(one -> random.nextInt(4) == 0).forEach(all::add);
            Collections.shuffle(all, random);
            var batches = new ArrayList<List<Said>>();
            for (var start = 0; start < all.size(); ) {
                var end = Math.min(all.size(), start + 1 + random.nextInt(9));
                batches.add(all.subList(start, end));
                start = end;
            }
            return batches;
        }

        List<Said> until(Instant moment) {
            return said.stream()
                    .filter(one -> !one.at.isAfter(moment))
                    .sorted(Comparator.comparing(Said::at))
                    .toList();
        }

        /// Of which something was said that tells a time.
        Set<ContactId> begunBy(Instant moment) {
            return until(moment).stream()
                    .filter(Said::isTimed)
                    .flatMap(one -> one.update.contacts().stream())
                    .map(about -> about.testimony().contactId())
                    .collect(Collectors.toSet());
        }

        List<Instant> moments(int most) {
            var times =
                    new ArrayList<>(new TreeSet<>(said.stream().map(Said::at).toList()));
            times.remove(Stamp.UNTIMED);
            Collections.shuffle(times, random);
            return times.subList(0, Math.min(most, times.size()));
        }
    }

    private record Replayed(TreeMap<Instant, Map<String, @Nullable Object>> moments, boolean complete) {}

    private static final class MemoryService {

        private final MemoryStores stores = new MemoryStores();
        private final BatchWriter writer = Ingestion.writer(stores, stores);

        void accept(List<Said> batch) {
            var records = new ArrayList<BatchRecord>();
            for (var one : batch) {
                records.add(new BatchRecord(records.size(), new RawRecord(new byte[0], ""), one.update));
            }
            writer.store(records, StoreRetry.endless());
            assertThat(records)
                    .allSatisfy(record -> assertThat(record.refusal()).isNull());
        }

        Replayed replayed(ContactId id, int most) {
            var moments = new TreeMap<Instant, Map<String, @Nullable Object>>();
            var complete = stores.replay(
                    stores.find(id).orElseThrow(), most, (at, then) -> moments.put(at, shown(then.contact())));
            return new Replayed(moments, complete);
        }

        @Nullable
        Map<String, @Nullable Object> at(ContactId id, Instant moment) {
            return stores.findAsOf(id, moment)
                    .map(StoredContact::contact)
                    .map(PastContactsTest::shown)
                    .orElse(null);
        }
    }
}
