package io.contactstatus.decode;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Decodes payloads that others have published, where a copy of them lies in `shared/samples` beside the
/// project or above it, or where the system property `samples` says. They are not ours to ship.
class SamplesTest {

    private static final Map<String, String> EXPECTED = expected();

    private static Map<String, String> expected() {
        var expected = new LinkedHashMap<String, String>();
        // As published these are no JSON: comments, missing commas, parts left out.
        expected.put("agent-events/awsdocs-2019-06-acw-enter-early.txt", "malformed");
        expected.put("agent-events/awsdocs-2019-06-acw-leave-early.json", "agent-event");
        expected.put("agent-events/awsdocs-2019-11-heartbeat.txt", "malformed");
        expected.put("agent-events/awsdocs-2019-acw-enter.txt", "malformed");
        expected.put("agent-events/awsdocs-2019-acw-leave.txt", "malformed");
        expected.put(
                "agent-events/awsdocs-2021-heartbeat-nextstatus-EnqueueTimestamp.txt",
                "malformed malformed malformed malformed malformed");
        expected.put(
                "agent-events/awsdocs-2023-heartbeat-nextstatus-EnqueuedTimestamp.txt",
                "malformed malformed malformed malformed malformed");
        expected.put("agent-events/awsdocs-contacts-fragment.txt", "malformed malformed");
        expected.put("agent-events/awsdocs-nextstatus-null-fragment.txt", "malformed malformed");
        expected.put("contact-events/awsdocs-2021-05-connected_to_agent-pascalcase.txt", "malformed");
        expected.put("contact-events/awsdocs-2021-09-connected_to_agent.json", "contact-event");
        expected.put("contact-events/awsdocs-2021-09-disconnected-outbound.json", "contact-event");
        expected.put("contact-events/awsdocs-2021-09b-connected_to_agent.json", "contact-event");
        expected.put("contact-events/awsdocs-2022-11-disconnected-tags.txt", "malformed");
        expected.put("contact-events/awsdocs-2026-completed-cross-region.json", "contact-event");
        expected.put("contact-events/awsdocs-current-connected_to_agent-extra-brace.txt", "contact-event malformed");
        // Has the words "the contact ID" where the id should be.
        expected.put("contact-events/awsdocs-current-contact_data_updated-contactlens.json", "malformed");
        expected.put("contact-events/awsdocs-current-disconnected-renamed-detail-type.json", "contact-event");
        expected.put("contact-events/awsdocs-routing-agent-provided-pascalcase.txt", "malformed");
        expected.put("contact-events/awsdocs-routing-step-expired.json", "contact-event");
        expected.put("contact-lens-realtime/awsdocs-completed.json", "malformed");
        expected.put("contact-lens-realtime/awsdocs-failed.json", "malformed");
        expected.put("contact-lens-realtime/awsdocs-segments.json", "malformed");
        expected.put("contact-lens-realtime/awsdocs-started.json", "malformed");
        expected.put("ctr/awsdocs-consult-initiator-fragment.txt", "malformed");
        expected.put("ctr/awsdocs-consult-recipient-fragment.txt", "malformed");
        expected.put("ctr/awsdocs-postchat-disconnect-fragment.json", "contact-record");
        expected.put("ctr/awsdocs-standalone-fragment.txt", "malformed");
        // Logs of others, in plain words.
        expected.put("cwl-envelopes/aws-lambda-java-cloudwatchlogs.json", "malformed malformed");
        expected.put("cwl-envelopes/awsdocs-data-message-decoded.json", "malformed malformed malformed");
        expected.put("cwl-envelopes/powertools-awslogs-lambda.json", "malformed malformed");
        expected.put("cwl-envelopes/powertools-awslogs-policylevel-zlib.json", "malformed malformed");
        expected.put(
                "cwl-envelopes/powertools-kinesis-cwl-records.json",
                "malformed malformed malformed malformed malformed malformed");
        expected.put("eventbridge-other/aws-lambda-java-eventbridge-envelope.json", "ignored");
        expected.put("eventbridge-other/awsdocs-contactlens-analysis-state-change.txt", "malformed");
        expected.put("eventbridge-other/awsdocs-contactlens-rule-postcall.txt", "malformed");
        expected.put("eventbridge-other/awsdocs-contactlens-rule-realtime.txt", "malformed");
        expected.put("firehose-http/awsdocs-cwl-sourced-decoded.json", "malformed malformed");
        expected.put("firehose-http/awsdocs-request-example.txt", "malformed");
        expected.put("firehose-http/awsdocs-response-failure.json", "malformed");
        expected.put("firehose-http/awsdocs-response-success.json", "malformed");
        expected.put("firehose-http/telegraf-body.json", "malformed");
        expected.put("firehose-http/telegraf-headers.json", "malformed");
        expected.put("flow-logs/awsdocs-2017-setqueue-old-format.json", "flow-log");
        expected.put("flow-logs/awsdocs-2021-setqueue.json", "flow-log");
        expected.put("kinesis-envelopes/aws-lambda-go-firehose.json", "malformed malformed");
        expected.put("kinesis-envelopes/aws-lambda-go-kinesis.json", "malformed malformed");
        expected.put("kinesis-envelopes/aws-lambda-java-firehose.json", "malformed");
        expected.put("kinesis-envelopes/aws-lambda-java-kinesis.json", "malformed");
        expected.put("kinesis-envelopes/powertools-firehose-transform-directput.json", "malformed malformed");
        expected.put("kinesis-envelopes/powertools-firehose-transform-from-kinesis.json", "malformed malformed");
        expected.put("kinesis-envelopes/powertools-kinesis-stream.json", "malformed malformed");
        expected.put("lambda-flow-events/aws-lambda-java-connect_event.json", "flow-event");
        expected.put("lambda-flow-events/awsdocs-2018-invoke.json", "flow-event");
        expected.put("lambda-flow-events/awsdocs-2020-invoke-mediastreams.json", "flow-event");
        expected.put("lambda-flow-events/awsdocs-2022-invoke.json", "flow-event");
        expected.put("lambda-flow-events/awsdocs-2022-tutorial-invoke.json", "flow-event");
        expected.put("lambda-flow-events/awsdocs-2023-invoke-full.txt", "malformed");
        expected.put("lambda-flow-events/powertools-all.json", "flow-event");
        expected.put("lambda-flow-events/powertools-min.json", "flow-event");
        return expected;
    }

    @TestFactory
    List<DynamicTest> decodesWhatOthersHavePublished() {
        var samples = folder();
        if (samples.isEmpty()) {
            return List.of(dynamicTest("published samples are not here", () -> {
                System.out.println("NOT RUN: no folder shared/samples was found, so no published sample was decoded");
                assertThat(EXPECTED).isNotEmpty();
            }));
        }
        return EXPECTED.entrySet().stream()
                .map(sample -> dynamicTest(
                        sample.getKey(),
                        () -> assertThat(decoded(samples.get().resolve(sample.getKey())))
                                .isEqualTo(sample.getValue())))
                .toList();
    }

    private static String decoded(Path sample) throws IOException {
        return Payloads.DECODER.decode(Files.readAllBytes(sample)).stream()
                .map(each -> switch (each) {
                    case Decoded.Update said -> said.kind();
                    case Decoded.Ignored _ -> "ignored";
                    case Decoded.Malformed _ -> "malformed";
                })
                .collect(joining(" "));
    }

    private static Optional<Path> folder() {
        var named = System.getProperty("samples");
        if (named != null) {
            return Optional.of(Path.of(named));
        }
        return Stream.iterate(Path.of("").toAbsolutePath(), folder -> folder != null, Path::getParent)
                .map(folder -> folder.resolve("shared/samples"))
                .filter(Files::isDirectory)
                .findFirst();
    }
}
