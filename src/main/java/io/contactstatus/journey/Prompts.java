package io.contactstatus.journey;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Where blocks have the words that a customer hears.
final class Prompts {

    private static final List<String> PLACES = List.of("Text", "SSML", "Content", "Message", "Body");

    private Prompts() {}

    /// Null when what was played is a recording.
    static @Nullable String textOf(Part inputs) {
        for (var place : PLACES) {
            var text = firstText(inputs.part(place));
            if (text != null) {
                return text;
            }
        }
        return null;
    }

    /// In 2017 every input was a list.
    private static @Nullable String firstText(Part part) {
        var node = part.node();
        return node.isArray() && !node.isEmpty() ? new Part(node.get(0)).text() : part.text();
    }
}
