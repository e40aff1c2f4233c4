package io.contactstatus.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/// The call under `connect/call`, whole and in parts, and stories written for what it lacks.
final class Samples {

    private static final List<String> CALL =
            List.of("initiated", "connected-to-system", "queued", "connected-to-agent", "disconnected", "record");

    private Samples() {}

    static Stream<GoldenJourneysTest.Told> stories() {
        var whole = Stream.concat(CALL.stream().map(Samples::file), Stream.of(flowLine()))
                .toList();
        return Stream.of(
                new GoldenJourneysTest.Told("call", List.of(Histories.of(whole))),
                new GoldenJourneysTest.Told("call-record-alone", List.of(Histories.of(List.of(file("record"))))),
                new GoldenJourneysTest.Told(
                        "call-still-waiting",
                        List.of(Histories.of(
                                Stream.concat(CALL.subList(0, 3).stream().map(Samples::file), Stream.of(flowLine()))
                                        .toList()))));
    }

    private static byte[] flowLine() {
        var envelope = JsonMapper.shared().readTree(file("flow-logs"));
        return envelope.at("/logEvents/0/message").stringValue().getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] file(String name) {
        try (var file =
                Objects.requireNonNull(Samples.class.getResourceAsStream("/connect/call/" + name + ".json"), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("CONTACT_ID", "7b1e0f4a-2c3d-4e5f-8a9b-0c1d2e3f4a5b")
                    .replace("CUSTOMER\"", "+819012345678\"")
                    .getBytes(StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
