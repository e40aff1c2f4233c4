package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.identity.CustomerIdentifiers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Items that an older version of this service has written, in the middle and at the end of whole stories,
/// together with what that version told of them.
class FirstFormatTest {

    private static final Path ITEMS = Path.of("src/test/resources/stored/first-format.ndjson");
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final CustomerIdentifiers IDENTIFIERS = CustomerIdentifiers.inRegion("JP");

    /// @param told by the version that wrote it
    record Old(JsonNode told, Map<String, AttributeValue> item) {

        @Override
        public String toString() {
            return told.get("journey").stringValue();
        }
    }

    static Stream<Old> items() throws IOException {
        return Files.readAllLines(ITEMS, StandardCharsets.UTF_8).stream()
                .map(JSON::readTree)
                .map(line -> new Old(line, attributes(line.get("item"))));
    }

    @ParameterizedTest
    @MethodSource("items")
    void tellsTheSameAsBefore(Old old) {
        var stored = ContactItem.read(old.item(), IDENTIFIERS);
        var seen = stored.contact().snapshot();

        assertThat(stored.contact().isHeardOf())
                .isEqualTo(old.told().get("heardOf").booleanValue());
        assertThat(stored.version()).isEqualTo(3);
        assertThat(seen.status().name()).isEqualTo(old.told().get("status").stringValue());
        assertThat(seen.active()).isEqualTo(old.told().get("active").booleanValue());
        assertThat(seen.customer().identifier()).isEqualTo(text(old.told().get("customer")));
        assertThat(stored.customerIdentifier()).isEqualTo(text(old.told().get("customer")));
        // A time that the record tells in seconds may be told finer than before.
        assertThat(seconds(times(seen.timestamps())))
                .isEqualTo(seconds(texts(old.told().get("times"))));
        assertThat(chain(seen.chain())).isEqualTo(texts(old.told().get("chain")));
    }

    /// What an old item does not know is missing, but nothing is made up and nothing contradicts itself.
    @ParameterizedTest
    @MethodSource("items")
    void hasACourse(Old old) {
        var contact = ContactItem.read(old.item(), IDENTIFIERS).contact();
        var course = contact.snapshot().course();

        assertThat(course.phases().isEmpty()).isEqualTo(contact.snapshot().started() == null);
        assertThat(course.running() != null)
                .isEqualTo((contact.snapshot().active() && contact.isHeardOf())
                        || contact.snapshot().phase() != null);
    }

    @ParameterizedTest
    @MethodSource("items")
    void isWrittenAnewWithoutALoss(Old old) {
        var stored = ContactItem.read(old.item(), IDENTIFIERS);
        var again = ContactItem.read(
                ContactItem.of(stored, Instant.EPOCH, Retentions.ofOver(Duration.ofHours(24))), IDENTIFIERS);

        assertThat(again.contact()).isEqualTo(stored.contact());
    }

    private static List<String> times(Snapshot.Timestamps times) {
        return Stream.of(
                        times.initiated(),
                        times.connectedToSystem(),
                        times.queued(),
                        times.connectedToAgent(),
                        times.disconnected(),
                        times.completed(),
                        times.lastEvent())
                .map(at -> Objects.toString(at, ""))
                .toList();
    }

    private static List<String> seconds(List<String> times) {
        return times.stream()
                .map(time -> time.isEmpty()
                        ? ""
                        : Instant.parse(time).truncatedTo(ChronoUnit.SECONDS).toString())
                .toList();
    }

    private static List<String> chain(Snapshot.Chain chain) {
        return Arrays.asList(
                value(chain.initialContactId()), value(chain.previousContactId()), value(chain.nextContactId()));
    }

    private static String value(@Nullable ContactId id) {
        return id == null ? "" : id.value();
    }

    private static List<String> texts(JsonNode all) {
        return all.values().stream()
                .map(FirstFormatTest::text)
                .map(text -> Objects.requireNonNullElse(text, ""))
                .toList();
    }

    private static @Nullable String text(JsonNode node) {
        return node.isNull() ? null : node.stringValue();
    }

    private static Map<String, AttributeValue> attributes(JsonNode item) {
        var attributes = new HashMap<String, AttributeValue>();
        item.properties().forEach(entry -> attributes.put(entry.getKey(), value(entry.getValue())));
        return attributes;
    }

    private static AttributeValue value(JsonNode typed) {
        var entry = typed.properties().iterator().next();
        var value = entry.getValue();
        return switch (entry.getKey()) {
            case "S" -> AttributeValue.fromS(value.stringValue());
            case "N" -> AttributeValue.fromN(value.stringValue());
            case "BOOL" -> AttributeValue.fromBool(value.booleanValue());
            case "B" ->
                AttributeValue.fromB(SdkBytes.fromByteArray(Base64.getDecoder().decode(value.stringValue())));
            case "M" -> AttributeValue.fromM(attributes(value));
            default -> throw new AssertionError(entry.getKey());
        };
    }
}
