package io.contactstatus.journey;

import io.contactstatus.contact.Contact;
import io.contactstatus.dialect.Arns;
import io.contactstatus.dialect.LenientNode;
import io.contactstatus.names.LearntNames;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Names of queues and agents by the last part of their ARNs, wherever in the history they are told: contact
/// events name neither.
final class Names {

    private final Map<String, String> names = new HashMap<>();

    private LearntNames learnt = new LearntNames();

    private Names() {}

    static Names in(List<ParsedEntry> entries) {
        var names = new Names();
        for (var entry : entries) {
            names.learn(entry);
        }
        return names;
    }

    /// What the contact knows too, of a history that is longer than what was read.
    Names and(Contact contact) {
        contact.live().names().byKey().forEach((arn, name) -> put(arn, name.value()));
        var record = contact.record();
        if (record != null && record.queue() != null) {
            put(record.queue().arn(), record.queue().name());
        }
        if (record != null && record.agent() != null) {
            put(record.agent().arn(), record.agent().username());
        }
        return this;
    }

    /// What nothing in the history names.
    Names and(LearntNames elsewhere) {
        learnt = elsewhere;
        return this;
    }

    private void learn(ParsedEntry entry) {
        var contact = entry.contact();
        put(contact.part("Queue").arn(), contact.part("Queue").text("Name"));
        put(contact.part("Agent").arn(), contact.part("Agent").text("Username"));
        var agent = contact.text("AgentARN");
        put(agent, contact.text("Username"));
    }

    private void put(@Nullable String arn, @Nullable String name) {
        var id = Arns.lastPart(arn);
        if (id != null && name != null) {
            names.put(id, name);
        }
    }

    @Nullable
    String of(@Nullable String arn) {
        var id = Arns.lastPart(arn);
        if (id == null) {
            return null;
        }
        var name = names.get(id);
        var queue = name == null ? learnt.ofQueue(id) : name;
        return queue == null ? learnt.ofAgent(id) : queue;
    }

    /// A block names its queue by its ARN, or by a list of them.
    @Nullable
    String ofQueue(LenientNode queue) {
        var node = queue.node();
        JsonNode first = node.isArray() && !node.isEmpty() ? node.get(0) : node;
        var arn = new LenientNode(first).text();
        var name = of(arn);
        return name == null ? Arns.lastPart(arn) : name;
    }
}
