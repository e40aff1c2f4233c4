package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.store.LocalDynamoDb;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// As much as Firehose puts into one request of 4 MiB: lines of flows in compressed envelopes of CloudWatch Logs.
@Tag("long")
class FirehoseLoadIT {

    private static final int LINES = 100_000;
    private static final int LINES_OF_A_CALL = 40;
    private static final int CALLS_IN_AN_ENVELOPE = 25;
    private static final Duration PATIENCE_OF_FIREHOSE = Duration.ofMinutes(3);

    private final Random random = new Random(20261129);
    private final List<String> contactIds = new ArrayList<>();

    @Test
    void isStoredWithinTwoTriesOfThreeMinutes() throws Exception {
        var envelopes = new ArrayList<byte[]>();
        for (var written = 0; written < LINES; written += CALLS_IN_AN_ENVELOPE * LINES_OF_A_CALL) {
            envelopes.add(envelope());
        }
        var body = Service.firehoseBody(envelopes);
        var options = List.of("-Xmx700m", "-jar", ServiceProcess.jar().toString());
        try (var process = ServiceProcess.starting(
                        options, LocalDynamoDb.shared().endpoint(), LocalDynamoDb.freshPrefix(), List.of())
                .started()) {
            var service = process.service();
            var began = System.nanoTime();

            var status = service.deliver(body, "ed4acda5-034f-9f42-bba1-f29aea6d7d8f", PATIENCE_OF_FIREHOSE);
            var tries = 1;
            if (status != 200) {
                status = service.deliver(body, "ed4acda5-034f-9f42-bba1-f29aea6d7d8f", PATIENCE_OF_FIREHOSE);
                tries++;
            }

            System.out.printf(
                    "%d lines in a body of %d kB: %d tries, %.1f s%n",
                    LINES, body.length / 1024, tries, (System.nanoTime() - began) / 1e9);
            assertThat(status).isEqualTo(200);
            assertThat(service.counts().stored()).isGreaterThanOrEqualTo(LINES);
            assertThat(service.history(contactIds.getFirst())).hasSize(LINES_OF_A_CALL);
            assertThat(service.history(contactIds.getLast())).hasSize(LINES_OF_A_CALL);
        }
    }

    private byte[] envelope() throws IOException {
        var text = new StringBuilder("{\"messageType\":\"DATA_MESSAGE\",\"owner\":\"111122223333\",\"logGroup\":"
                + "\"/aws/connect/example\",\"logStream\":\"2026/01/05/12/stream\",\"subscriptionFilters\":[\"f\"],"
                + "\"logEvents\":[");
        for (var call = 0; call < CALLS_IN_AN_ENVELOPE; call++) {
            var id = new UUID(random.nextLong(), random.nextLong()).toString();
            contactIds.add(id);
            for (var line = 0; line < LINES_OF_A_CALL; line++) {
                text.append(call + line == 0 ? "" : ",").append(event(id, line));
            }
        }
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.append("]}").toString().getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private String event(String contactId, int line) {
        var message = """
                {"ContactId":"%s","ContactFlowId":"arn:aws:connect:eu-west-2:111122223333:instance/aaaaaaaa-bbbb-cccc-dddd-\
                eeeeeeeeeeee/contact-flow/11111111-2222-3333-4444-555555555555","ContactFlowName":"Welcome and routing",\
                "ContactFlowModuleType":"PlayPrompt","Identifier":"%08x-5d1c-4a2b-9c3d-1f2e3d4c5b6a","Timestamp":\
                "2026-01-05T12:%02d:%02d.%03dZ","Parameters":{"Text":"For billing press one, for orders press two.",\
                "TextToSpeechType":"text","Voice":"Amy"}}""".formatted(contactId, random.nextInt(50), line / 60, line % 60, random.nextInt(1000));
        return "{\"id\":\"%032d%024d\",\"timestamp\":1767614400000,\"message\":\"%s\"}"
                .formatted(
                        random.nextLong(Long.MAX_VALUE),
                        random.nextLong(Long.MAX_VALUE),
                        message.replace("\"", "\\\""));
    }
}
