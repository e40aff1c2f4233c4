package io.contactstatus.view;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/// What is hidden even from those who may see personal data, wherever something is told rather than quoted: numbers of
/// payment cards, of which the last four digits are left, and what goes by the name of a secret.
public final class Secrets {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonNode HIDDEN = StringNode.valueOf(Veil.HIDDEN);
    private static final int SHOWN = 4;

    private static final int SHORTEST_CARD = 13;
    private static final int LONGEST_CARD = 19;

    /// Digits that may have a card's number in them, in groups or not. A `+` begins a phone number.
    private static final Pattern DIGITS =
            Pattern.compile("(?<![\\p{Alnum}\\p{Nd}_+])\\p{Nd}(?:[ \\-]?\\p{Nd}){12,59}(?![\\p{Alnum}\\p{Nd}_])");

    private static final Pattern GROUP = Pattern.compile("\\p{Nd}+");

    private static final Pattern NAMED = Pattern.compile(
            "(?i)pass(?:word|wd|code|phrase)|secret|token|api[ _-]?key|private[ _-]?key|authorization|credential"
                    + "|security[ _-]?(?:code|number|answer)|one[ _-]?time"
                    + "|card[ _-]?(?:number|no\\b)|暗証|パスワード|パスコード|セキュリティ[・ ]?コード|認証(?:番号|コード)|合言葉|ワンタイム");
    private static final Pattern SHORT =
            Pattern.compile("(?<![A-Za-z])(?:pin|cvv|cvv2|cvc|cvc2|otp|ssn|pan)(?![A-Za-z])");
    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private static final Set<String> CLOCKS = Set.of("timestamp", "time", "at");

    private Secrets() {}

    /// Whether what goes by this name, or is asked for in these words, is one.
    public static boolean isNamedBy(@Nullable String words) {
        if (words == null) {
            return false;
        }
        return NAMED.matcher(words).find()
                || SHORT.matcher(CAMEL.matcher(words).replaceAll(" ").toLowerCase(Locale.ROOT))
                        .find();
    }

    public static String hiddenIn(String text) {
        return DIGITS.matcher(text).replaceAll(found -> Matcher.quoteReplacement(withoutCards(found.group())));
    }

    /// @param detail as a source said it
    public static JsonNode hiddenIn(JsonNode detail) {
        return hidden("", detail);
    }

    private static JsonNode hidden(String key, JsonNode node) {
        if (node.isObject()) {
            var named = isNamedBy(text(node, "Key")) || isNamedBy(text(node, "key"));
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
        if (isNamedBy(key)) {
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

    /// A card's number may stand next to other numbers: groups are tried together, from the left.
    private static String withoutCards(String found) {
        var groups = GROUP.matcher(found).results().toList();
        for (var first = 0; first < groups.size(); first++) {
            for (var last = first; last < groups.size(); last++) {
                var from = groups.get(first).start();
                var to = groups.get(last).end();
                var digits = found.substring(from, to)
                        .codePoints()
                        .filter(Character::isDigit)
                        .toArray();
                if (digits.length > LONGEST_CARD) {
                    break;
                }
                if (digits.length >= SHORTEST_CARD && passesLuhn(digits)) {
                    return found.substring(0, from) + lastOf(digits) + withoutCards(found.substring(to));
                }
            }
        }
        return found;
    }

    private static String lastOf(int[] digits) {
        var hidden = digits.length - SHOWN;
        return "*".repeat(hidden) + new String(digits, hidden, SHOWN);
    }

    private static boolean passesLuhn(int[] digits) {
        var sum = 0;
        for (var index = 0; index < digits.length; index++) {
            var digit = Character.digit(digits[digits.length - 1 - index], 10);
            var counted = index % 2 == 0 ? digit : digit * 2;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }
}
