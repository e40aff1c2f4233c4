package io.contactstatus.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.announce.EventBus.Verdict;
import io.contactstatus.announce.FakeEventBridge.Event;
import io.contactstatus.announce.FakeEventBridge.Manner;
import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;

class EventBusTest {

    private static final Verdict TAKEN = new Verdict.Taken();

    private final FakeEventBridge bridge = new FakeEventBridge();
    private final EventBridgeClient client = bridge.client();
    private final EventBus bus = new EventBus(
            client, "contact-status", "contacts", new EventBusCheck(client, "contacts", Clock.systemUTC()));

    @AfterEach
    void end() {
        client.close();
        bridge.close();
    }

    private static List<String> details(int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> "{\"contactId\":\"c-" + number + "\"}")
                .toList();
    }

    /// A detail of so many bytes, by characters of three bytes each.
    private static String detail(int bytes) {
        var frame = "{\"contactId\":\"\"}".length();
        return "{\"contactId\":\"" + "語".repeat((bytes - frame) / 3) + "x".repeat((bytes - frame) % 3) + "\"}";
    }

    private static int frame() {
        return "contact-status".length() + "Contact Status Changed".length();
    }

    @Test
    void saysWhatItIsAndFromWhom() {
        assertThat(bus.put(details(1))).containsExactly(TAKEN);

        assertThat(bridge.taken()).singleElement().satisfies(event -> {
            assertThat(event.source()).isEqualTo("contact-status");
            assertThat(event.detailType()).isEqualTo("Contact Status Changed");
            assertThat(event.bus()).isEqualTo("contacts");
            assertThat(event.detail().toString()).isEqualTo("{\"contactId\":\"c-0\"}");
        });
    }

    @Test
    void asksNothingWhenThereIsNothingToSay() {
        assertThat(bus.put(List.of())).isEmpty();
        assertThat(bridge.requests()).isEmpty();
    }

    @Test
    void sendsNoMoreThanTenAtOnce() {
        assertThat(bus.put(details(23))).hasSize(23).containsOnly(TAKEN);

        assertThat(bridge.requests()).extracting(List::size).containsExactly(10, 10, 3);
        assertThat(bridge.taken())
                .extracting(Event::contactId)
                .containsExactlyElementsOf(
                        IntStream.range(0, 23).mapToObj(number -> "c-" + number).toList());
    }

    @Test
    void sendsNoMoreThanFitsInOneRequest() {
        var third = detail(EventBus.MOST_BYTES / 3 - frame());

        assertThat(bus.put(List.of(third, third, third, "{}"))).containsOnly(TAKEN);

        assertThat(bridge.requests()).extracting(List::size).containsExactly(3, 1);
    }

    @Test
    void sendsWhatJustFitsAndRefusesWhatDoesNot() {
        var fits = detail(EventBus.MOST_BYTES - frame());
        var not = detail(EventBus.MOST_BYTES - frame() + 1);

        assertThat(bus.put(List.of("{}", not, fits, "{}")))
                .containsExactly(TAKEN, new Verdict.Refused("TooLarge"), TAKEN, TAKEN);

        assertThat(bridge.requests()).extracting(List::size).containsExactly(1, 1, 1);
    }

    @Test
    void tellsForEachEventWhatBecameOfIt() {
        bridge.behave(new Manner.Answer(event -> switch (event.contactId()) {
            case "c-1" -> "ThrottlingException";
            case "c-2" -> "MalformedDetail";
            case "c-3" -> "NotAuthorizedForSourceException";
            default -> null;
        }));

        assertThat(bus.put(details(5)))
                .containsExactly(
                        TAKEN,
                        new Verdict.Failed("ThrottlingException"),
                        new Verdict.Refused("MalformedDetail"),
                        new Verdict.Failed("NotAuthorizedForSourceException"),
                        TAKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"ThrottlingException", "InternalException", "AccessDeniedException", "ResourceNotFoundException"
            })
    void hasAllTriedAgainWhenTheRequestFails(String code) {
        bridge.behave(new Manner.Refuse(code.startsWith("Internal") ? 500 : 400, code));

        assertThat(bus.put(details(2))).containsExactly(new Verdict.Failed(code), new Verdict.Failed(code));
    }

    @Test
    void hasAllTriedAgainWhenTheConnectionBreaks() {
        bridge.behave(FakeEventBridge.AWAY);

        assertThat(bus.put(details(2))).hasSize(2).allMatch(Verdict.Failed.class::isInstance);
    }

    @Test
    void hasAllTriedAgainWhenNobodyIsThere() {
        bridge.close();

        assertThat(bus.put(details(2))).hasSize(2).allMatch(Verdict.Failed.class::isInstance);
    }

    @Test
    void findsOutWhichEventSpoilsTheRequest() {
        bridge.behave(
                request -> request.stream().anyMatch(event -> event.contactId().equals("c-1"))
                        ? new Manner.Refuse(400, "ValidationException")
                        : FakeEventBridge.WELL);

        assertThat(bus.put(details(3))).containsExactly(TAKEN, new Verdict.Refused("ValidationException"), TAKEN);
    }
}
