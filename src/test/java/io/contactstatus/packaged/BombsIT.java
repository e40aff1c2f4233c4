package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.kinesis.KinesisLocal;
import io.contactstatus.store.LocalDynamoDb;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkBytes;

/// A process with 700 MB lives through payloads that inflate to a thousand times their size, many at once, and loses
/// nothing that comes beside them.
class BombsIT {

    private static final Duration LONGEST = Duration.ofMinutes(3);
    private static final List<byte[]> BOMBS = Bombs.all();
    private static final int BEHIND_BOMBS = 6;

    private final String prefix = LocalDynamoDb.freshPrefix();
    private final List<Call> calls = Stream.generate(Call::fresh).limit(20).toList();
    private final List<ServiceProcess> started = new ArrayList<>();

    @AfterEach
    void end() {
        started.forEach(ServiceProcess::close);
    }

    private ServiceProcess process(List<String> arguments) {
        // The first error for want of memory ends it.
        var options = List.of(
                "-Xmx700m",
                "-XX:+ExitOnOutOfMemoryError",
                "-jar",
                ServiceProcess.jar().toString());
        var process = ServiceProcess.starting(options, LocalDynamoDb.shared().endpoint(), prefix, arguments);
        started.add(process);
        return process.started();
    }

    @Test
    void livesThroughBombsOverHttpAndStoresWhatIsGood() throws Exception {
        var process = process(List.of());
        var service = process.service();
        var works = new ArrayList<Callable<Integer>>();
        BOMBS.forEach(bomb -> works.add(() -> status(service, "/ingest", bomb)));
        works.add(() -> status(service, "/ingest/firehose", Service.firehoseBody(twentyFive())));
        calls.forEach(call -> works.add(() -> untilTaken(service, call.initiated())));
        calls.subList(0, BEHIND_BOMBS)
                .forEach(call -> works.add(() -> untilTaken(service, Bombs.behind(call.queued()))));

        var answers = allAtOnce(works);

        assertThat(answers)
                .allSatisfy(status -> assertThat(
                                status == 200 || status == 202 || status == 503 || (status >= 400 && status < 500))
                        .as("status %d", status)
                        .isTrue());
        assertThat(process.hasEnded()).as(process::log).isFalse();
        assertThatAllIsStored(service);
    }

    @Test
    void livesThroughBombsInStreamsAndStoresWhatIsGood() {
        try (var kinesis = KinesisLocal.started()) {
            kinesis.createStream("bombs", 2);
            var records = new ArrayList<byte[]>();
            for (var index = 0; index < BOMBS.size(); index++) {
                records.add(BOMBS.get(index));
                records.add(calls.get(index).initiated());
                if (index < BEHIND_BOMBS) {
                    records.add(Bombs.behind(calls.get(index).queued()));
                }
            }
            for (var index = 0; index < records.size(); index++) {
                var data = SdkBytes.fromByteArray(records.get(index));
                var key = "key-" + index;
                kinesis.client()
                        .putRecord(
                                put -> put.streamName("bombs").partitionKey(key).data(data));
            }

            var process = process(EmulatedStreams.quicklyNoticed(kinesis.endpoint(), prefix + "bombs", List.of("bombs"))
                    .arguments("worker"));

            var service = process.service();
            await().atMost(LONGEST).until(() -> process.hasEnded() || areStored(service, BOMBS.size()));
            assertThat(process.hasEnded()).as(process::log).isFalse();
        }
    }

    private static List<byte[]> twentyFive() {
        return Stream.concat(BOMBS.stream(), BOMBS.stream()).limit(25).toList();
    }

    private boolean areStored(Service service, int howMany) {
        return calls.subList(0, howMany).stream()
                        .allMatch(call -> service.status("/contacts/" + call.contactId()) == 200)
                && calls.subList(0, BEHIND_BOMBS).stream()
                        .allMatch(call -> service.history(call.contactId()).size() == 2);
    }

    private void assertThatAllIsStored(Service service) {
        assertThat(areStored(service, calls.size())).isTrue();
        await().untilAsserted(() -> service.counts().assertThatTheyAddUp());
    }

    private static int status(Service service, String path, byte[] body) throws IOException {
        return service.post(path, body).statusCode();
    }

    /// As a client does that was asked to come again.
    private static int untilTaken(Service service, byte[] body) {
        await().atMost(LONGEST)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> status(service, "/ingest", body) == 202);
        return 202;
    }

    private static List<Integer> allAtOnce(List<Callable<Integer>> works)
            throws InterruptedException, ExecutionException {
        var shuffled = new ArrayList<>(works);
        Collections.shuffle(shuffled, new Random(20261129));
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            var answers = new ArrayList<Integer>();
            for (Future<Integer> answer : clients.invokeAll(shuffled)) {
                answers.add(answer.get());
            }
            return answers;
        }
    }
}
