package io.contactstatus.journey;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// Names of queues and agents by the last part of their ARNs, wherever in the history they are told: contact events
/// name neither.
final class Names {

    private final Map<String, String> names = new HashMap<>();

    private Names() {}

    static Names in(List<Entry> entries) {
        var names = new Names();
        for (var entry : entries) {
            names.learn(entry);
        }
        return names;
    }

    private void learn(Entry entry) {
        var contact = entry.contact();
        put(contact.part("Queue").arn(), contact.part("Queue").text("Name"));
        put(contact.part("Agent").arn(), contact.part("Agent").text("Username"));
        var agent = contact.text("AgentARN");
        put(agent, contact.text("Username"));
    }

    private void put(@Nullable String arn, @Nullable String name) {
        var id = Entry.lastPart(arn);
        if (id != null && name != null) {
            names.put(id, name);
        }
    }

    @Nullable
    String of(@Nullable String arn) {
        var id = Entry.lastPart(arn);
        return id == null ? null : names.get(id);
    }

    /// A block names its queue by its ARN, or by a list of them.
    @Nullable
    String ofQueue(Part queue) {
        var node = queue.node();
        JsonNode first = node.isArray() && !node.isEmpty() ? node.get(0) : node;
        var arn = new Part(first).text();
        var name = of(arn);
        return name == null ? Entry.lastPart(arn) : name;
    }
}
