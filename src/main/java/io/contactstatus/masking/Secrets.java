package io.contactstatus.masking;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/// Masks what even callers with `pii:read` do not see outside of the raw history: payment card numbers except
/// their last four digits, values whose key names a secret, and codes in sentences about one.
public final class Secrets {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonNode HIDDEN = StringNode.valueOf(Veil.HIDDEN);

    /// A code that was sent to the customer to be said back.
    private static final Pattern CODE =
            Pattern.compile("(?i)(?<!\\b(?:zip|post|postal|country|area|dial|dialling|dialing|product"
                    + "|item|error|status|http|response|exit|reason|branch|bank|sort|swift|store|discount|promo|promotion|coupon|dress|qr"
                    + "|bar|building|department)[ _-])\\bcode\\b"
                    + "|(?<!郵便|商品|エラー|QR|バー|支店|銀行|店舗|国|クーポン|レ)コード");
    private static final Pattern END_OF_SENTENCE = Pattern.compile("(?<=[。！？])|(?<=[.!?])(?=\\s|$)");
    private static final Pattern SAID =
            Pattern.compile("(?<![\\p{Alnum}\\p{Nd}])(?:\\p{Nd}(?:[ ,.\\-/]{0,2}\\p{Nd}){2,}"
                    + "|(?=[A-Za-z]{0,30}[0-9])[A-Za-z0-9]{4,32})(?![\\p{Alnum}\\p{Nd}])");

    private static final Set<String> CLOCKS = Set.of("timestamp", "time", "at");

    private Secrets() {}

    /// Whether a value with this name, or asked for in these words, is a secret.
    public static boolean isNamedBy(@Nullable String words) {
        return SecretNames.match(words);
    }

    public static String hiddenIn(String text) {
        return CardNumbers.hiddenIn(codesHiddenIn(text));
    }

    /// A sentence that names a secret may tell it too: `Your PIN is 4321`.
    public static String codesHiddenIn(String text) {
        if (HarmlessText.isUnmistakable(text)) {
            return text;
        }
        return END_OF_SENTENCE
                .splitAsStream(text)
                .map(sentence -> mayTellSecret(sentence) ? withoutCodes(sentence) : sentence)
                .collect(Collectors.joining());
    }

    private static boolean mayTellSecret(String sentence) {
        return CODE.matcher(sentence).find() || SecretNames.areSpokenOf(sentence);
    }

    private static String withoutCodes(String sentence) {
        var shown = SAID.matcher(sentence).replaceAll(Veil.HIDDEN);
        return PromptMask.WRITTEN_DIGITS.matcher(shown).replaceAll(Veil.HIDDEN);
    }

    /// @param detail a record as it was received
    public static JsonNode hiddenIn(JsonNode detail) {
        return hidden("", detail);
    }

    private static JsonNode hidden(String key, JsonNode node) {
        if (node.isObject()) {
            var named = SecretNames.match(text(node, "Key")) || SecretNames.match(text(node, "key"));
            var shown = NODES.objectNode();
            node.properties().forEach(part -> {
                var isValue = named && part.getKey().equalsIgnoreCase("value");
                shown.set(part.getKey(), isValue ? HIDDEN : hidden(part.getKey(), part.getValue()));
            });
            return shown;
        }
        if (node.isArray()) {
            var shown = NODES.arrayNode();
            node.forEach(element -> shown.add(hidden(key, element)));
            return shown;
        }
        if (node.isNull() || node.isBoolean() || isClock(key)) {
            return node;
        }
        if (SecretNames.match(key)) {
            return HIDDEN;
        }
        var text = node.asString("");
        var shown = hiddenIn(text);
        return shown.equals(text) ? node : StringNode.valueOf(shown);
    }

    private static @Nullable String text(JsonNode node, String name) {
        var value = node.get(name);
        return value != null && value.isString() ? value.stringValue() : null;
    }

    /// Milliseconds since 1970 are thirteen digits.
    private static boolean isClock(String key) {
        var lower = key.toLowerCase(Locale.ROOT);
        return CLOCKS.stream().anyMatch(lower::endsWith);
    }
}
