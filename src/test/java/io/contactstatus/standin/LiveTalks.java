package io.contactstatus.standin;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One talk of some minutes after the other, spoken as time goes by into a stand-in for Kinesis Video Streams, and told
/// to the service as Amazon Connect tells it: so that the embedded default has something to hear.
public final class LiveTalks {

    private static final Logger log = LoggerFactory.getLogger(LiveTalks.class);

    private static final int TALK_MILLIS = 180_000;
    private static final int ANSWERED_MILLIS = 10_000;
    private static final int FRAGMENT_MILLIS = 1_088;
    private static final int FRAGMENT_SAMPLES = FRAGMENT_MILLIS * 8;
    private static final String INSTANCE =
            "arn:aws:connect:eu-west-2:111122223333:instance/00000000-0000-4000-8000-00000000cafe";

    private static final Duration PAUSE_AFTER_A_FAILURE = Duration.ofSeconds(2);

    private final InMemoryVideoStreams kinesis;
    private final URI ingest;
    private final @Nullable String apiKey;
    private final HttpClient http = HttpClient.newHttpClient();

    /// @param service where it listens
    public LiveTalks(InMemoryVideoStreams kinesis, URI service) {
        this(kinesis, service, null);
    }

    /// @param apiKey with which it takes records; null where it asks for none
    LiveTalks(InMemoryVideoStreams kinesis, URI service, @Nullable String apiKey) {
        this.kinesis = kinesis;
        ingest = service.resolve("/ingest");
        this.apiKey = apiKey;
    }

    /// Until the JVM ends.
    public void start() {
        Thread.ofVirtual().name("live talks").start(this::run);
    }

    void run() {
        for (var number = 0L; !Thread.currentThread().isInterrupted(); number++) {
            try {
                talkOrPause(number);
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void talkOrPause(long number) throws InterruptedException {
        try {
            talk(number);
        } catch (IOException away) {
            log.warn("a simulated talk was not told: {}", away.getClass().getSimpleName());
            Thread.sleep(PAUSE_AFTER_A_FAILURE);
        }
    }

    private void talk(long number) throws IOException, InterruptedException {
        var contact = UUID.randomUUID().toString();
        var start = System.currentTimeMillis();
        // One stream is used again and again, as Amazon Connect does.
        var stream = kinesis.stream("connect-simulated-" + number % 2);
        tell(event(contact, "INITIATED", start, start, 0));
        tell(flow(contact, stream.arn(), start));
        var talk = new SpokenTalk(number, ANSWERED_MILLIS);
        var isAnswered = false;
        for (var millis = 0; millis < TALK_MILLIS; millis += FRAGMENT_MILLIS) {
            var due = start + millis + FRAGMENT_MILLIS - System.currentTimeMillis();
            Thread.sleep(Math.max(0, due));
            stream.speak(
                    contact,
                    start + millis,
                    talk.customer(millis, FRAGMENT_SAMPLES),
                    talk.agent(millis, FRAGMENT_SAMPLES));
            if (!isAnswered && millis >= ANSWERED_MILLIS) {
                isAnswered = true;
                tell(event(contact, "CONNECTED_TO_AGENT", start, start + millis, 0));
            }
        }
        tell(event(contact, "DISCONNECTED", start, start + ANSWERED_MILLIS, start + TALK_MILLIS));
        stream.forgetOlderThan(System.currentTimeMillis() - 2L * TALK_MILLIS);
    }

    private void tell(String record) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(ingest)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(record));
        if (apiKey != null) {
            request.header("X-Api-Key", apiKey);
        }
        var answer = http.send(request.build(), HttpResponse.BodyHandlers.discarding());
        if (answer.statusCode() != 202) {
            throw new IOException("answered " + answer.statusCode());
        }
    }

    private static String flow(String contact, String stream, long start) {
        return """
                {"Timestamp": "%s", "Name": "ContactFlowEvent", "Details": {"ContactData": {"ContactId": "%s", "Channel": "VOICE",
                 "InitiationMethod": "INBOUND", "InstanceARN": "%s", "MediaStreams": {"Customer": {"Audio": {"StreamARN": "%s",
                 "StartTimestamp": "%d", "StartFragmentNumber": "1", "StopTimestamp": null, "StopFragmentNumber": null}}}}}}
                """.formatted(Instant.ofEpochMilli(start), contact, INSTANCE, stream, start);
    }

    /// @param over when the customer left; 0 while it lasts
    private static String event(String contact, String type, long start, long answered, long over) {
        var agent = type.equals("INITIATED") ? "" : """
                , "agentInfo": {"agentArn": "%s/agent/00000000-0000-4000-8000-0000000000aa", "connectedToAgentTimestamp": "%s"}
                """.formatted(INSTANCE, Instant.ofEpochMilli(answered));
        var end = over == 0
                ? ""
                : ", \"disconnectReason\": \"CUSTOMER_DISCONNECT\", \"disconnectTimestamp\": \"%s\""
                        .formatted(Instant.ofEpochMilli(over));
        return """
                {"version": "0", "id": "%s", "source": "aws.connect", "detail-type": "Amazon Connect Contact Event", "time": "%s",
                 "detail": {"eventType": "%s", "contactId": "%s", "instanceArn": "%s", "channel": "VOICE", "initiationMethod": "INBOUND",
                 "customerEndpoint": {"type": "TELEPHONE_NUMBER", "address": "+819000000000"},
                 "initiationTimestamp": "%s", "connectedToSystemTimestamp": "%s"%s%s}}
                """.formatted(
                        UUID.randomUUID(),
                        Instant.ofEpochMilli(Math.max(answered, over)),
                        type,
                        contact,
                        INSTANCE,
                        Instant.ofEpochMilli(start),
                        Instant.ofEpochMilli(start),
                        agent,
                        end);
    }
}
