package io.contactstatus.ingest;

import static io.contactstatus.ingest.SmallRecords.contactEvent;
import static io.contactstatus.ingest.SmallRecords.freshId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.contactstatus.contact.ContactId;
import io.contactstatus.decode.FirehoseBody;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.StoreUnavailable;
import io.contactstatus.store.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

/// Requests of Firehose that break off, and their repetitions.
class FirehoseDeliveryTest {

    private static final String ID = "ed4acda5-034f-9f42-bba1-f29aea6d7d8f";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final MovingClock clock = new MovingClock(Instant.parse("2026-01-05T12:00:00Z"));
    private final TestStores stores =
            TestStores.over(LocalDynamoDb.shared().client(), LocalDynamoDb.freshPrefix(), meters, clock);
    private final SwitchedContactStore contacts = new SwitchedContactStore(stores.contacts());
    private final ContactIngest ingest = Ingestion.into(contacts, stores.seats(), stores.deadLetters(), meters);
    private final IngestMemory memory = new IngestMemory(
            new IngestProperties(
                    64,
                    DataSize.ofMegabytes(10),
                    DataSize.ofMegabytes(32),
                    new IngestProperties.Http(true, Duration.ofSeconds(20), Duration.ofSeconds(2))),
            new SimpleMeterRegistry());

    private final List<String> ids =
            IntStream.range(0, 120).mapToObj(number -> freshId()).toList();

    private void deliver(byte[] body) {
        deliver(body, () -> true);
    }

    private void deliver(byte[] body, BooleanSupplier there) {
        deliver(new ByteArrayInputStream(body), there);
    }

    private void deliver(InputStream body, BooleanSupplier there) {
        var client =
                new ClientPatience(System.nanoTime() + Duration.ofMinutes(1).toNanos(), there);
        try (var share = memory.within(Duration.ofSeconds(2))) {
            new FirehoseDelivery(ID, ingest, share, client, Duration.ofMillis(300), stores.deliveries(), 50).take(body);
        }
    }

    private static byte[] body(List<String> contactIds) {
        return SmallRecords.bytes(contactIds.stream()
                .map(id -> contactEvent(id, "INITIATED", "2026-01-05T12:00:00.500Z"))
                .map(record -> "{\"data\":\"" + Base64.getEncoder().encodeToString(SmallRecords.bytes(record)) + "\"}")
                .collect(Collectors.joining(",", "{\"requestId\":\"" + ID + "\",\"records\":[", "]}")));
    }

    private double read() {
        return meters.get("contact_status.ingest.read").counter().count();
    }

    @Test
    void goesOnWhereTheSameRequestEndedBefore() {
        var body = body(ids);
        assertThatExceptionOfType(FirehoseBody.Broken.class)
                .isThrownBy(() -> deliver(Arrays.copyOf(body, body.length * 9 / 10)));
        assertThat(read()).isEqualTo(100);

        deliver(body);

        assertThat(read()).isEqualTo(120);
        assertThat(contacts.find(new ContactId(ids.getFirst()))).isPresent();
        assertThat(contacts.find(new ContactId(ids.getLast()))).isPresent();
        assertThat(stores.deliveries().find(ID)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"pad\":\"%s\",\"records\":[]}",
                "{\"pad\":[%s],\"records\":[]}",
                "{\"records\":[{\"data\":\"e30=\"},{\"pad\":\"%s\"}]}",
                "{\"records\":[]%s}"
            })
    void readsNoMoreOfWhatIsNoRecordThanAMegabyte(String body) {
        var pad = " ".repeat(3 * 1024 * 1024);
        var arriving = new ByteArrayInputStream(SmallRecords.bytes(body.formatted(pad)));

        assertThatExceptionOfType(FirehoseBody.Broken.class).isThrownBy(() -> deliver(arriving, () -> true));

        assertThat(arriving.available()).isGreaterThan(1_500_000);
    }

    @Test
    void takesManyRecordsHoweverMuchStandsBetweenAllOfThem() {
        var spaced = new String(body(ids), StandardCharsets.UTF_8).replace(",", "," + " ".repeat(50_000));

        deliver(SmallRecords.bytes(spaced));

        assertThat(read()).isEqualTo(120);
    }

    @Test
    void goesOnAfterTheStoreWasAway() {
        contacts.goAway();
        assertThatExceptionOfType(StoreUnavailable.class).isThrownBy(() -> deliver(body(ids)));
        contacts.comeBack();

        deliver(body(ids));

        assertThat(ids)
                .allSatisfy(id -> assertThat(contacts.find(new ContactId(id))).isPresent());
    }

    @Test
    void endsWhenTheClientHasHungUpAndGoesOnThereWhenItComesAgain() {
        var asked = new AtomicInteger();
        // Before each part, and once more within it.
        assertThatExceptionOfType(IngestOverloaded.class)
                .isThrownBy(() -> deliver(body(ids), () -> asked.incrementAndGet() <= 2));
        assertThat(read()).isEqualTo(50);

        deliver(body(ids));

        assertThat(read()).isEqualTo(120);
        assertThat(ids)
                .allSatisfy(id -> assertThat(contacts.find(new ContactId(id))).isPresent());
    }

    @Test
    void takesAllOfAnotherRequestThatHasTheSameId() {
        var body = body(ids);
        assertThatExceptionOfType(FirehoseBody.Broken.class)
                .isThrownBy(() -> deliver(Arrays.copyOf(body, body.length * 9 / 10)));
        var others = IntStream.range(0, 110).mapToObj(number -> freshId()).toList();

        assertThatExceptionOfType(FirehoseDelivery.Unfinished.class).isThrownBy(() -> deliver(body(others)));
        deliver(body(others));

        assertThat(others)
                .allSatisfy(id -> assertThat(contacts.find(new ContactId(id))).isPresent());
    }

    @Test
    void takesAllOfAShorterRequestThatHasTheSameId() {
        var body = body(ids);
        assertThatExceptionOfType(FirehoseBody.Broken.class)
                .isThrownBy(() -> deliver(Arrays.copyOf(body, body.length * 9 / 10)));
        var other = List.of(freshId());

        assertThatExceptionOfType(FirehoseDelivery.Unfinished.class).isThrownBy(() -> deliver(body(other)));
        deliver(body(other));

        assertThat(contacts.find(new ContactId(other.getFirst()))).isPresent();
    }

    @Test
    void forgetsHowFarARequestCameAfterSomeHours() {
        var body = body(ids);
        assertThatExceptionOfType(FirehoseBody.Broken.class)
                .isThrownBy(() -> deliver(Arrays.copyOf(body, body.length * 9 / 10)));
        assertThat(stores.deliveries().find(ID)).isPresent();

        clock.pass(Duration.ofHours(3));

        assertThat(stores.deliveries().find(ID)).isEmpty();
    }

    @Test
    void writesNothingDownOfARequestThatIsDoneAtOnce() {
        deliver(body(ids.subList(0, 60)));

        assertThat(stores.deliveries().find(ID)).isEmpty();
    }
}
