package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.simulator.ExpectedContact;
import io.contactstatus.simulator.RecordKind;
import io.contactstatus.simulator.SimulatedRecord;
import io.contactstatus.simulator.Story;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Whether an instance shows what a story says has happened.
final class Truth {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Truth() {}

    static void assertShown(Service service, Story story) {
        for (var expected : story.expected()) {
            assertThat(shown(service.contact(expected.contactId())))
                    .as(story.name())
                    .isEqualTo(expected);
            assertThat(idsIn(service.related(expected.contactId()).get("contacts")))
                    .as("legs of %s", story.name())
                    .isEqualTo(chain(story, expected));
            var customer = expected.customerIdentifier();
            if (customer != null) {
                assertThat(idsIn(service.contactsOf(customer)))
                        .as("contacts of the customer of %s", story.name())
                        .contains(expected.contactId());
            }
        }
    }

    /// Nothing that arrived and has an id of its own is missing, and nothing is there twice.
    static void assertRemembered(Service service, Story story, List<SimulatedRecord> arrived) {
        for (var expected : story.expected()) {
            var history = service.history(expected.contactId());
            var ids =
                    history.stream().map(entry -> entry.get("id").stringValue()).toList();
            assertThat(ids).as(story.name()).doesNotHaveDuplicates();
            assertThat(ids).as(story.name()).containsAll(linesOf(arrived, expected.contactId()));
            assertThat(history.stream().filter(Truth::isContactEvent))
                    .as("contact events of %s", story.name())
                    .hasSameSizeAs(eventsOf(arrived, expected.contactId()));
        }
    }

    /// Both show the same of everybody in the story.
    static void assertSame(Service service, Service truth, Story story) {
        for (var expected : story.expected()) {
            var id = expected.contactId();
            assertThat(service.contact(id)).as(story.name()).isEqualTo(truth.contact(id));
            assertThat(service.history(id)).as("history of %s", story.name()).isEqualTo(truth.history(id));
            assertThat(service.related(id)).as("legs of %s", story.name()).isEqualTo(truth.related(id));
            var customer = expected.customerIdentifier();
            if (customer != null) {
                assertThat(service.contactsOf(customer))
                        .as("contacts of the customer of %s", story.name())
                        .isEqualTo(truth.contactsOf(customer));
            }
        }
    }

    private static Set<String> chain(Story story, ExpectedContact of) {
        return story.expected().stream()
                .filter(contact -> first(contact).equals(first(of)))
                .map(ExpectedContact::contactId)
                .collect(Collectors.toSet());
    }

    private static String first(ExpectedContact contact) {
        return Objects.requireNonNullElse(contact.initialContactId(), contact.contactId());
    }

    private static Set<String> idsIn(Iterable<JsonNode> contacts) {
        var ids = new HashSet<String>();
        contacts.forEach(contact -> ids.add(contact.get("contactId").stringValue()));
        return ids;
    }

    private static boolean isContactEvent(JsonNode entry) {
        return entry.get("source").stringValue().equals("CONTACT_EVENT");
    }

    /// By the ids of their envelopes. The history names an event by its type and time, as two Regions give the
    /// same event two ids.
    private static Set<String> eventsOf(List<SimulatedRecord> arrived, String contactId) {
        return arrived.stream()
                .filter(record -> record.kind() == RecordKind.CONTACT_EVENT)
                .map(record -> MAPPER.readTree(record.payload()))
                .filter(event -> event.at("/detail/contactId").asString().equals(contactId))
                .map(event -> event.get("id").stringValue())
                .collect(Collectors.toSet());
    }

    private static Set<String> linesOf(List<SimulatedRecord> arrived, String contactId) {
        var ids = new HashSet<String>();
        arrived.stream()
                .filter(record -> record.kind() == RecordKind.FLOW_LOGS)
                .forEach(record -> MAPPER.readTree(inflated(record.payload()))
                        .get("logEvents")
                        .forEach(line -> {
                            if (line.get("message").stringValue().contains("\"ContactId\":\"" + contactId)) {
                                ids.add(line.get("id").stringValue());
                            }
                        }));
        return ids;
    }

    private static byte[] inflated(byte[] payload) {
        try (var inflating = new GZIPInputStream(new ByteArrayInputStream(payload))) {
            return inflating.readAllBytes();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static ExpectedContact shown(JsonNode contact) {
        var where = text(contact, "/abandonment/where");
        return new ExpectedContact(
                contact.get("contactId").stringValue(),
                text(contact, "/chain/initialContactId"),
                text(contact, "/chain/nextContactId"),
                contact.at("/status").asString(),
                contact.at("/channel").asString(),
                contact.at("/initiationMethod").asString(),
                text(contact, "/queue/name"),
                text(contact, "/agent/username"),
                text(contact, "/customer/identifier"),
                contact.at("/disconnectReason").asString(),
                contact.at("/flags/queued").booleanValue(),
                contact.at("/flags/connectedToAgent").booleanValue(),
                contact.at("/flags/missedByAgent").booleanValue(),
                where == null ? null : ExpectedContact.AbandonedIn.valueOf(where),
                contact.at("/flags/callback").booleanValue(),
                contact.at("/agent/holdCount").asInt(0),
                contact.at("/leg").asString(),
                contact.at("/outcome").asString());
    }

    private static @Nullable String text(JsonNode contact, String pointer) {
        var value = contact.at(pointer);
        return value.isMissingNode() ? null : value.stringValue();
    }
}
