package io.contactstatus.announce;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.EventBridgeException;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;

/// Puts events on the bus. Whatever happens, every event gets a verdict of its own.
final class EventBus {

    static final String DETAIL_TYPE = "Contact Status Changed";

    /// What one request may carry. Documented as 256 KB for all entries together, without saying of which kind:
    /// these are the smaller ones.
    static final int MOST_ENTRIES = 10;

    static final int MOST_BYTES = 256_000;

    private static final int CONTENT_TOO_LARGE = 413;

    /// Errors of the event itself. Missing permissions are no refusal: they are retried until an operator adds
    /// them.
    private static final Set<String> REFUSALS = Set.of("MalformedDetail", "InvalidArgument", "RedactionFailure");

    /// What became of one event.
    sealed interface Verdict {

        /// What EventBridge has against it.
        String code();

        record Taken() implements Verdict {

            @Override
            public String code() {
                return "";
            }
        }

        /// Not now: to be tried again.
        record Failed(String code) implements Verdict {}

        /// Not ever.
        record Refused(String code) implements Verdict {}
    }

    private final EventBridgeClient client;
    private final String source;
    private final String bus;
    private final String detailType;
    private final EventBusCheck presence;

    /// For changes of contacts.
    EventBus(EventBridgeClient client, String source, String bus, EventBusCheck presence) {
        this(client, source, bus, DETAIL_TYPE, presence);
    }

    EventBus(EventBridgeClient client, String source, String bus, String detailType, EventBusCheck presence) {
        this.client = client;
        this.detailType = detailType;
        this.source = source;
        this.bus = bus;
        this.presence = presence;
    }

    /// In as few requests as possible, and in none as long as the bus is not there.
    ///
    /// @return a verdict for each, in the same order
    List<Verdict> put(List<String> details) {
        var objection = details.isEmpty() ? null : presence.objection();
        return objection == null ? send(details) : failed(details, objection);
    }

    private List<Verdict> send(List<String> details) {
        var verdicts = new ArrayList<Verdict>();
        var request = new ArrayList<String>();
        var bytes = 0;
        for (var detail : details) {
            var size = size(detail);
            if (request.size() == MOST_ENTRIES || (bytes + size > MOST_BYTES && !request.isEmpty())) {
                verdicts.addAll(answer(request));
                request.clear();
                bytes = 0;
            }
            request.add(detail);
            bytes += size;
        }
        verdicts.addAll(answer(request));
        return verdicts;
    }

    /// As EventBridge counts: the UTF-8 bytes of source, detail type and detail; the frame around them is free.
    private int size(String detail) {
        return source.length() + detailType.length() + detail.getBytes(StandardCharsets.UTF_8).length;
    }

    private List<Verdict> answer(List<String> details) {
        if (details.isEmpty()) {
            return List.of();
        }
        if (details.size() == 1 && size(details.getFirst()) > MOST_BYTES) {
            return List.of(new Verdict.Refused("TooLarge"));
        }
        try {
            var entries = details.stream().map(this::entry).toList();
            var results = client.putEvents(request -> request.entries(entries)).entries();
            return results.size() == entries.size()
                    ? results.stream().map(EventBus::verdict).toList()
                    : failed(details, "Unanswered");
        } catch (EventBridgeException exception) {
            return isAboutTheEvents(exception) ? alone(details, code(exception)) : failed(details, code(exception));
        } catch (SdkException exception) {
            return failed(details, exception.getClass().getSimpleName());
        }
    }

    private PutEventsRequestEntry entry(String detail) {
        return PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(source)
                .detailType(detailType)
                .detail(detail)
                .build();
    }

    private static Verdict verdict(PutEventsResultEntry result) {
        var code = result.errorCode();
        if (code == null) {
            return new Verdict.Taken();
        }
        return REFUSALS.contains(code) ? new Verdict.Refused(code) : new Verdict.Failed(code);
    }

    /// One event makes EventBridge refuse the whole request: send each alone.
    private List<Verdict> alone(List<String> details, String code) {
        if (details.size() == 1) {
            return List.of(new Verdict.Refused(code));
        }
        return details.stream()
                .flatMap(detail -> answer(List.of(detail)).stream())
                .toList();
    }

    private static List<Verdict> failed(List<String> details, String code) {
        return details.stream()
                .map(detail -> (Verdict) new Verdict.Failed(code))
                .toList();
    }

    private static boolean isAboutTheEvents(EventBridgeException exception) {
        return code(exception).equals("ValidationException") || exception.statusCode() == CONTENT_TOO_LARGE;
    }

    static String code(EventBridgeException exception) {
        var details = exception.awsErrorDetails();
        return details == null || details.errorCode() == null ? "Status" + exception.statusCode() : details.errorCode();
    }
}
