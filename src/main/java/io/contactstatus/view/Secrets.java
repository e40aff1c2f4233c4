package io.contactstatus.view;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.StringNode;

/// What is hidden even from those who may see personal data, wherever something is told rather than quoted:
/// numbers of payment cards, of which the last four digits are left, what goes by the name of a secret, and
/// what a sentence says of one.
public final class Secrets {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonNode HIDDEN = StringNode.valueOf(Veil.HIDDEN);
    private static final int SHOWN = 4;

    private static final int SHORTEST_CARD = 13;
    private static final int LONGEST_CARD = 19;
    private static final int LONGEST_WITH_CARD = LONGEST_CARD + 10;

    /// Digits that may have a card's number in them, in groups or not. A `+` begins a phone number.
    private static final Pattern DIGITS =
            Pattern.compile("(?<![\\p{Alnum}\\p{Nd}_+])\\p{Nd}(?:[ \\-]?\\p{Nd}){12,59}(?![\\p{Alnum}\\p{Nd}_])");

    private static final Pattern GROUP = Pattern.compile("\\p{Nd}+");

    private static final Pattern NAMED = Pattern.compile(
            "(?i)secret|token|api[ _-]?key|private[ _-]?key|authorization|credential|card[ _-]?(?:number|no\\b)");
    private static final Pattern SHORT = Pattern.compile("(?<![A-Za-z])pan(?![A-Za-z])");

    /// What a flow may say back to the one who entered it.
    private static final Pattern SPOKEN = Pattern.compile("(?i)pass(?:word|wd|code|phrase)"
            + "|security[ _-]?(?:code|number|answer)|one[ _-]?time|individual[ _-]?number"
            + "|暗証|パスワード|パスコード|セキュリティ[・ ]?コード|認証(?:番号|コード)|合言葉|ワンタイム"
            + "|個人番号|マイナンバー(?!カード(?!の?番号))");
    private static final Pattern SPOKEN_SHORT =
            Pattern.compile("(?<![A-Za-z])(?:pin|cvv|cvv2|cvc|cvc2|otp|ssn)(?![A-Za-z])");

    /// Japan's number of a person. Without capitals it is the speaker's number of anything.
    private static final Pattern MY_NUMBER = Pattern.compile("(?:My ?|\\bmy)Number|my_number|MY_NUMBER");

    /// The number of the social security, or the digits of it that are asked for; not its offices and benefits.
    private static final Pattern SOCIAL = Pattern.compile("social[ _-]?(?:security|insurance)[ _-]?(?:num|no\\b|digits)"
            + "|\\b(?:last|first|four|nine|[49]|digits?|enter|type|key in|say|provide|give|tell|verify|confirm|what(?:[’']s)?"
            + "|have)\\b[^.?!]{0,30}(?<=\\b(?:your|of|the|his|her|digits?|four|full|complete|entire) )social(?: security)?\\b(?! *(?:media|work|service|network|care|club|event|profile"
            + "|account|program|insurance|housing|benefit|claim|office|administration|payment|income|disab))"
            + "|\\bsocial (?:security )?(?:last|first) ?[0-9]|\\blast ?[0-9] ?(?:of )?social\\b");

    /// Of a card, on its back.
    private static final String ON_THE_BACK =
            "(?:\\b(?:on|at|from) (?:the )?(?:back|reverse)\\b|\\b(?:back|reverse)(?: side)? of\\b)";
    private static final String FEW_DIGITS = "(?:(?:three|four|[34])[ -]?digits?\\b|\\bcode\\b)";
    private static final Pattern BACK = Pattern.compile(FEW_DIGITS + "[^.?!]{0,60}" + ON_THE_BACK
            + "|" + ON_THE_BACK + "[^.?!]{0,60}" + FEW_DIGITS
            + "|裏[面側]?[^。]{0,20}(?:桁|番号|数字|コード)|(?:桁|番号|数字|コード)[^。]{0,10}裏面");
    private static final Pattern BACK_OF_OTHERS =
            Pattern.compile("保険証|免許証|診察券|会員証|証券|member(?:ship)? card|insurance card");

    private static final Pattern EXPIRY = Pattern.compile(
            "(?<![a-z])exp(?:\\.|iry|iration|ires|iring)?[ _-]{0,2}(?:date|month|year)\\b|\\bmm ?/? ?yy|有効期限|(?:date|month|year) of expir");
    private static final Pattern CARD = Pattern.compile("(?<![a-z])(?:card|credit|debit)|カード|クレジット|クレカ");
    private static final Pattern VALID =
            Pattern.compile("(?<![a-z])expir|\\bvalid (?:thru|through|until)\\b|\\bgood thru\\b");
    private static final Pattern OTHERS_THAT_EXPIRE = Pattern.compile(
            "polic|passport|licen[cs]e|contract|warranty|subscription|membership|coupon|point|offer|permit|registration"
                    + "|insurance|lease|certificate|ticket|パスポート|旅券|免許|保険|契約|証券|ポイント|クーポン|会員|定期|見積|商品券|チケット");

    /// What is sent to somebody so that they can say it.
    private static final Pattern CODE =
            Pattern.compile("(?i)(?<!\\b(?:zip|post|postal|country|area|dial|dialling|dialing|product"
                    + "|item|error|status|http|response|exit|reason|branch|bank|sort|swift|store|discount|promo|promotion|coupon|dress|qr"
                    + "|bar|building|department)[ _-])\\bcode\\b"
                    + "|(?<!郵便|商品|エラー|QR|バー|支店|銀行|店舗|国|クーポン|レ)コード");
    private static final Pattern END_OF_SENTENCE = Pattern.compile("(?<=[。！？])|(?<=[.!?])(?=\\s|$)");
    private static final Pattern SAID =
            Pattern.compile("(?<![\\p{Alnum}\\p{Nd}])(?:\\p{Nd}(?:[ ,.\\-/]{0,2}\\p{Nd}){2,}"
                    + "|(?=[A-Za-z]{0,30}[0-9])[A-Za-z0-9]{4,32})(?![\\p{Alnum}\\p{Nd}])");

    private static final Pattern CAMEL = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private static final Set<String> CLOCKS = Set.of("timestamp", "time", "at");

    private Secrets() {}

    /// Whether what goes by this name, or is asked for in these words, is one.
    public static boolean isNamedBy(@Nullable String words) {
        if (words == null) {
            return false;
        }
        return NAMED.matcher(words).find() || SHORT.matcher(spaced(words)).find() || isSpokenOf(words);
    }

    private static boolean isSpokenOf(String words) {
        var spaced = spaced(words);
        return SPOKEN.matcher(words).find()
                || SPOKEN_SHORT.matcher(spaced).find()
                || MY_NUMBER.matcher(words).find()
                || SOCIAL.matcher(spaced).find()
                || isOnTheBack(spaced)
                || isExpiryOfCard(spaced);
    }

    private static String spaced(String words) {
        return CAMEL.matcher(words).replaceAll(" ").toLowerCase(Locale.ROOT);
    }

    private static boolean isOnTheBack(String words) {
        return BACK.matcher(words).find() && !BACK_OF_OTHERS.matcher(words).find();
    }

    private static boolean isExpiryOfCard(String words) {
        var isOfCard = CARD.matcher(words).find();
        return (EXPIRY.matcher(words).find()
                        && (isOfCard || !OTHERS_THAT_EXPIRE.matcher(words).find()))
                || (isOfCard && VALID.matcher(words).find());
    }

    public static String hiddenIn(String text) {
        return cardsHiddenIn(codesHiddenIn(text));
    }

    /// A sentence that names a secret may tell it too: `Your PIN is 4321`.
    public static String codesHiddenIn(String text) {
        if (Words.isUnmistakable(text)) {
            return text;
        }
        return END_OF_SENTENCE
                .splitAsStream(text)
                .map(sentence -> mayTellSecret(sentence) ? withoutCodes(sentence) : sentence)
                .collect(Collectors.joining());
    }

    private static boolean mayTellSecret(String sentence) {
        return CODE.matcher(sentence).find() || isSpokenOf(sentence);
    }

    private static String withoutCodes(String sentence) {
        var shown = SAID.matcher(sentence).replaceAll(Veil.HIDDEN);
        return Wording.WRITTEN_DIGITS.matcher(shown).replaceAll(Veil.HIDDEN);
    }

    public static String cardsHiddenIn(String text) {
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
        for (var group : groups) {
            if (holdsCard(group.group())) {
                return found.substring(0, group.start()) + Veil.HIDDEN + withoutCards(found.substring(group.end()));
            }
        }
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
                if (digits.length >= SHORTEST_CARD && passesLuhn(values(IntStream.of(digits)))) {
                    return found.substring(0, from) + lastOf(digits) + withoutCards(found.substring(to));
                }
            }
        }
        return found;
    }

    /// A number of a card with its expiry or its code before or behind it, all in one.
    private static boolean holdsCard(String text) {
        var digits = values(text.codePoints());
        if (digits.length > LONGEST_WITH_CARD || isCard(digits)) {
            return false;
        }
        for (var length = SHORTEST_CARD; length < digits.length && length <= LONGEST_CARD; length++) {
            var behind = digits.length - length;
            if ((isCard(Arrays.copyOf(digits, length))
                            && goesWithCard(Arrays.copyOfRange(digits, length, digits.length)))
                    || (isCard(Arrays.copyOfRange(digits, behind, digits.length))
                            && goesWithCard(Arrays.copyOf(digits, behind)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isCard(int[] digits) {
        var first = digits.length < 4 ? 0 : digits[0] * 1_000 + digits[1] * 100 + digits[2] * 10 + digits[3];
        var isIssued = switch (digits.length) {
            case 13 -> first / 1_000 == 4;
            case 14 -> first / 100 == 36 || first / 100 == 38 || (first / 10 >= 300 && first / 10 <= 305);
            case 15 -> first / 100 == 34 || first / 100 == 37;
            case 16 ->
                first / 1_000 == 4
                        || (first >= 2221 && first <= 2720)
                        || (first / 100 >= 51 && first / 100 <= 55)
                        || (first >= 3528 && first <= 3589)
                        || first / 1_000 == 6;
            case 17, 18, 19 -> first / 1_000 == 4 || first / 1_000 == 6;
            default -> false;
        };
        return isIssued && passesLuhn(digits);
    }

    /// A code of up to four digits, or an expiry, with the code behind it.
    private static boolean goesWithCard(int[] digits) {
        return digits.length <= 4
                || (digits.length <= 10
                        && (isExpiry(digits[0] * 10 + digits[1], digits[2] * 10 + digits[3])
                                || isExpiry(digits[2] * 10 + digits[3], digits[0] * 10 + digits[1])
                                || (digits.length >= 6
                                        && isExpiry(digits[0] * 10 + digits[1], digits[4] * 10 + digits[5]))));
    }

    private static boolean isExpiry(int month, int year) {
        return month >= 1 && month <= 12 && year >= 20 && year < 60;
    }

    private static String lastOf(int[] digits) {
        var hidden = digits.length - SHOWN;
        return "*".repeat(hidden) + new String(digits, hidden, SHOWN);
    }

    /// Digits may be of any script.
    private static int[] values(IntStream digits) {
        return digits.map(digit -> Character.digit(digit, 10)).toArray();
    }

    private static boolean passesLuhn(int[] digits) {
        var sum = 0;
        for (var index = 0; index < digits.length; index++) {
            var digit = digits[digits.length - 1 - index];
            var counted = index % 2 == 0 ? digit : digit * 2;
            sum += counted > 9 ? counted - 9 : counted;
        }
        return sum % 10 == 0;
    }
}
