package io.contactstatus.dialect;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Where blocks have the words that a customer hears or reads.
public final class Prompts {

    private static final List<String> PLACES = List.of("Text", "SSML", "Content", "Message", "Body");

    /// What is played one after the other, and over again.
    private static final List<String> LISTS = List.of("Messages", "Prompts", "LoopPrompts");

    private static final int MOST = 50;

    private Prompts() {}

    /// All of them, by their path in the inputs (`Messages[0].Text`); empty when what was played is a recording.
    public static Map<String, String> textsOf(LenientNode inputs) {
        var texts = new LinkedHashMap<String, String>();
        for (var place : PLACES) {
            if (texts.isEmpty()) {
                add(texts, place, inputs.part(place));
            }
        }
        LISTS.forEach(list -> add(texts, list, inputs.part(list)));
        return texts;
    }

    /// As one text; null when what was played is a recording.
    public static @Nullable String textOf(LenientNode inputs) {
        var texts = textsOf(inputs);
        return texts.isEmpty() ? null : String.join(" / ", texts.values());
    }

    /// In 2017 every input was a list.
    private static void add(Map<String, String> texts, String path, LenientNode part) {
        var node = part.node();
        if (node.isArray()) {
            for (var index = 0; index < node.size() && texts.size() < MOST; index++) {
                add(texts, path + "[" + index + "]", new LenientNode(node.get(index)));
            }
        } else if (node.isObject()) {
            textsOf(part).forEach((place, text) -> texts.put(path + "." + place, text));
        } else {
            var text = part.text();
            if (text != null) {
                texts.put(path, text);
            }
        }
    }
}
