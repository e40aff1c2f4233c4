package io.contactstatus.ingest;

import static io.contactstatus.ingest.SmallRecords.agentEvent;
import static io.contactstatus.ingest.SmallRecords.contactEvent;
import static io.contactstatus.ingest.SmallRecords.flowLine;
import static io.contactstatus.ingest.SmallRecords.freshId;
import static io.contactstatus.ingest.SmallRecords.raw;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import io.contactstatus.decode.FirehoseBody;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// SmallRecords that nobody honest sends, and what they must not do to the others.
class HostileRecordsTest {

    private static final String INITIATED = "2026-01-05T12:00:00.500Z";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final String prefix = LocalDynamoDb.freshPrefix();
    private final TestStores stores = TestStores.over(
            LocalDynamoDb.shared().client(), prefix, meters, new MovingClock(Instant.parse("2026-01-05T12:00:00Z")));
    private final ContactIngest ingest =
            Ingestion.into(stores.contacts(), stores.seats(), stores.deadLetters(), meters);

    private IngestOutcome accept(RawRecord... records) {
        return ingest.accept("test", List.of(records), StoreRetry.of(Duration.ofSeconds(3)));
    }

    @Test
    void anAgentWithoutAnIdIsOneDeadLetterAndNotTheEndOfTheBatch() {
        var outcome = accept(
                raw(contactEvent(freshId(), "INITIATED", INITIATED)),
                raw(agentEvent("", "e1", "2026-01-05T12:00:01.000Z", "Available")));

        assertThat(outcome.accepted()).isEqualTo(1);
        assertThat(outcome.rejected()).hasSize(1);
    }

    @Test
    void anAgentWithAnIdLongerThanAKeyIsOneDeadLetter() {
        var outcome = accept(
                raw(contactEvent(freshId(), "INITIATED", INITIATED)),
                raw(agentEvent("a".repeat(1025), "e1", "2026-01-05T12:00:01.000Z", "Available")));

        assertThat(outcome.accepted()).isEqualTo(1);
        assertThat(outcome.rejected()).hasSize(1);
    }

    @Test
    void halfAnEmojiInALogLineStopsNothing() {
        var id = freshId();
        var line = flowLine(id, 3).replace("\"Text\":\"Hello\"", "\"Text\":\"Hello \\ud83d\"");

        var outcome = accept(raw(contactEvent(freshId(), "INITIATED", INITIATED)), raw(line));

        assertThat(outcome.accepted() + outcome.rejected().size()).isEqualTo(2);
    }

    @Test
    void halfAnEmojiInAFlowNameStopsNothing() {
        var id = freshId();
        var line = flowLine(id, 3).replace("\"Main\"", "\"Main \\ud83d\"");

        var outcome = accept(raw(contactEvent(freshId(), "INITIATED", INITIATED)), raw(line));

        assertThat(outcome.accepted() + outcome.rejected().size()).isEqualTo(2);
    }

    @Test
    void anItemThatCannotBeReadStopsOnlyItsOwnContact() {
        var id = freshId();
        var other = freshId();
        accept(raw(contactEvent(id, "INITIATED", INITIATED)));
        LocalDynamoDb.shared()
                .client()
                .updateItem(update -> update.tableName(prefix + "ContactStatus")
                        .key(Map.of("Connect_ContactId", AttributeValue.fromS(id)))
                        .updateExpression("SET #s = :s")
                        .expressionAttributeNames(Map.of("#s", "State"))
                        .expressionAttributeValues(
                                Map.of(":s", AttributeValue.fromB(SdkBytes.fromUtf8String("from a newer version")))));

        var outcome =
                accept(raw(contactEvent(id, "QUEUED", INITIATED)), raw(contactEvent(other, "INITIATED", INITIATED)));

        assertThat(outcome.accepted()).isEqualTo(1);
        assertThat(outcome.rejected()).hasSize(1);
        assertThat(stores.contacts().find(new ContactId(other))).isPresent();
    }

    @Test
    void aRecordThatIsNotBase64DoesNotFailItsFirehoseRequest() {
        var body = "{\"requestId\":\"r\",\"records\":[{\"data\":\"%%%\"},{\"data\":\"e30=\"}]}";
        var read = new ArrayList<byte[]>();

        FirehoseBody.read(new ByteArrayInputStream(SmallRecords.bytes(body)), read::add);

        assertThat(read).hasSize(2);
    }

    @Test
    void anEnormousTypeIsOneDeadLetter() {
        var id = freshId();
        var records = new ArrayList<RawRecord>();
        for (var second = 0; second < 25; second++) {
            records.add(raw(flowLine(id, second).replace("PlayPrompt", "T".repeat(900_000))));
        }
        records.add(raw(contactEvent(id, "INITIATED", INITIATED)));

        var outcome = ingest.accept("test", records, StoreRetry.of(Duration.ofSeconds(60)));

        assertThat(outcome.accepted()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void aNameOfManyMegabytesIsNotWaitedForForEver() throws Exception {
        var line = SmallRecords.bytes(flowLine(freshId(), 3).replace("Main", "M".repeat(20_000_000)));
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write(line);
        }

        var outcome = ingest.accept(
                "test",
                List.of(
                        new RawRecord(compressed.toByteArray(), "x"),
                        raw(contactEvent(freshId(), "INITIATED", INITIATED))),
                StoreRetry.of(Duration.ofSeconds(30)));

        assertThat(outcome.accepted()).isGreaterThanOrEqualTo(1);
    }

    @Test
    void aContactThatOnlyContactLensSpokeOfIsNotTheLongestWaitingOne() {
        var waiting = freshId();
        accept(raw(contactEvent(waiting, "QUEUED", INITIATED)));
        accept(raw("{\"Version\":\"1.0.0\",\"Channel\":\"VOICE\",\"AccountId\":\"1\",\"InstanceId\":\"i\","
                + "\"ContactId\":\"" + freshId() + "\",\"LanguageCode\":\"en-GB\",\"EventType\":\"COMPLETED\"}"));

        var first = stores.contacts().active(stored -> true, 10, null).items().getFirst();

        assertThat(first.contact().id().value()).isEqualTo(waiting);
    }

    @Test
    void replayingALetterInVainDoesNotCountAnotherDeadLetter() {
        accept(raw(SmallRecords.POISON));
        ingest.retry(SmallRecords.bytes(SmallRecords.POISON), StoreRetry.of(Duration.ofSeconds(3)));

        assertThat(stores.deadLetters().newest(10, null).items()).hasSize(1);
        assertThat(meters.get("contact_status.ingest.records")
                        .tag("outcome", "dead_lettered")
                        .counter()
                        .count())
                .isEqualTo(1);
    }

    @Test
    void aRefusedLineBringsOnlyItselfToTheDeadLetters() {
        var id = freshId();
        var noise = new Random(1)
                .ints(900_000, 'a', 'z')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append);
        var big = flowLine(id, 3).replace("Hello", noise);
        var good = contactEvent(freshId(), "INITIATED", INITIATED);

        accept(raw(good + big));

        var letter = stores.deadLetters().newest(10, null).items().getFirst();
        assertThat(new String(
                        stores.deadLetters().find(letter.id()).orElseThrow().payload(), StandardCharsets.UTF_8))
                .doesNotContain("INITIATED");
    }
}
