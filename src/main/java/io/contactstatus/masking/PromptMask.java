package io.contactstatus.masking;

import java.util.Collection;
import java.util.Comparator;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Masks what a flow filled in about the customer in the prompts that it plays.
///
/// The flow log has prompts as they were spoken and does not mark what was filled in. So all values known of the
/// customer are masked, and everything that looks filled in: digits in any script or in words, e-mail addresses,
/// and names after a greeting.
public final class PromptMask {

    private static final int SHORTEST = 3;
    private static final int SHORTEST_IDEOGRAPHIC = 2;
    private static final int LONGEST = 200;
    private static final int MOST = 300;
    private static final int MOST_WORDS_OF_A_NAME = 3;

    private static final Pattern MARKUP = Pattern.compile("<[^<>]{1,500}>");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>]{1,100}@[^\\s@<>]{1,100}");
    private static final Pattern DIGITS = Pattern.compile("[+(]?\\p{Nd}(?:[ ,.\\-/()]{0,2}\\p{Nd}){3,}");
    private static final String DIGIT = "(?:zero|oh|one|two|three|four|five|six|seven|eight|nine|double)\\b";
    static final Pattern WRITTEN_DIGITS = Pattern.compile("(?i)\\b" + DIGIT + "(?:[ ,.\\-]+" + DIGIT + "){3,}"
            + "|[〇零一二三四五六七八九]{4,}|(?:(?:ゼロ|れい|いち|に|さん|よん|ご|ろく|なな|はち|きゅう)[ 、　]){3,}");

    private static final String COUNT = "(?:zero|one|two|three|four|five|six|seven|eight|nine)";
    private static final String KANA_DIGIT = "(?:ゼロ|れい|いち|に|さん|よん|ご|ろく|なな|はち|きゅう)";

    /// Where less is enough to look like a piece of a number.
    static final Pattern SPELLED_DIGITS = Pattern.compile("(?i)\\b" + DIGIT + "(?:[ ,.\\-]+" + DIGIT + ")+"
            + "|^\\W{0,3}" + COUNT + "\\b|\\b" + COUNT + "(?=\\W{0,3}$)"
            + "|[〇零一二三四五六七八九]{2,}|^[〇零一二三四五六七八九](?=\\W{0,3}$)"
            + "|(?:" + KANA_DIGIT + "[ 、　]){1,}" + KANA_DIGIT + "(?![\\p{IsHiragana}\\p{IsKatakana}])|^" + KANA_DIGIT
            + "(?=\\W{0,3}$)");

    /// A name after a greeting; words without a capital are not names.
    private static final Pattern GREETED = Pattern.compile(
            "((?:\\b(?:(?:Mr|Mrs|Ms|Miss|Mx|Dr|Prof)\\.?|(?:Hello|Hi|Dear|Welcome(?: back)?|Thank you|Thanks"
                    + "|Good (?:morning|afternoon|evening)),?)\\s+)+)"
                    + "(?!(?:Please|For|To|The|This|You|Your|We|Our|If|Press|All|And)\\b)"
                    + "\\p{Lu}[\\p{L}'’\\-]{0,60}(?:\\s+\\p{Lu}[\\p{L}'’\\-]{0,60}){0,2}");
    private static final Pattern HONOURED =
            Pattern.compile("(?<!お|皆|みな|お客|神|王|同|多|各|有)[\\p{IsHan}\\p{IsKatakana}ー・]{1,12}(?=様|さま|さん(?!\\p{IsHan}))"
                    + "|\\p{Lu}\\p{L}{0,60}(?=[ \\-]?(?:様|さん|san\\b|sama\\b))");

    /// Honorifics that are part of the operator's own words.
    private static final Pattern EVERYBODY = Pattern.compile("お客様|お客さま|皆様|皆さま|みな様|皆さん|みなさん|お客さん|お子様|お連れ様|お疲れ様");

    private static final PromptMask NOTHING = new PromptMask(null, true);

    private final @Nullable Pattern known;
    private final boolean hidden;

    private PromptMask(@Nullable Pattern known, boolean hidden) {
        this.known = known;
        this.hidden = hidden;
    }

    /// Masks the whole prompt: for customers of whom more values are known than can be searched for.
    public static PromptMask nothing() {
        return NOTHING;
    }

    /// Masks the whole prompt when there are more values than can be searched for.
    ///
    /// @param known what is known of the customer: values of attributes, numbers, names
    public static PromptMask without(Collection<String> known) {
        var sought = known.stream()
                .map(String::strip)
                .flatMap(PromptMask::alsoItsWords)
                .filter(PromptMask::isTelling)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .limit(MOST + 1)
                .toList();
        if (sought.size() > MOST) {
            return NOTHING;
        }
        var alternatives = sought.stream().map(PromptMask::asPattern).collect(Collectors.joining("|"));
        return new PromptMask(
                alternatives.isEmpty()
                        ? null
                        : Pattern.compile(alternatives, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
                false);
    }

    public String of(String text) {
        if (hidden) {
            return Veil.HIDDEN;
        }
        var shown = MARKUP.matcher(text).replaceAll("");
        if (known != null) {
            shown = known.matcher(shown).replaceAll(Veil.HIDDEN);
        }
        shown = EMAIL.matcher(shown).replaceAll(Veil.HIDDEN);
        shown = DIGITS.matcher(shown).replaceAll(Veil.HIDDEN);
        shown = WRITTEN_DIGITS.matcher(shown).replaceAll(Veil.HIDDEN);
        shown = GREETED.matcher(shown).replaceAll("$1" + Veil.HIDDEN);
        return withoutHonoured(shown);
    }

    /// As it was spoken, for callers with `pii:read`.
    public static String spoken(String text) {
        return MARKUP.matcher(text).replaceAll("");
    }

    private static String withoutHonoured(String text) {
        var everybody = EVERYBODY.matcher(text);
        var shown = new StringBuilder();
        var from = 0;
        while (everybody.find()) {
            shown.append(
                    HONOURED.matcher(text.substring(from, everybody.start())).replaceAll(Veil.HIDDEN));
            shown.append(everybody.group());
            from = everybody.end();
        }
        return shown.append(HONOURED.matcher(text.substring(from)).replaceAll(Veil.HIDDEN))
                .toString();
    }

    /// A greeting uses only a part of the name.
    private static Stream<String> alsoItsWords(String value) {
        var words = value.split("[\\s　]+");
        return words.length > 1 && words.length <= MOST_WORDS_OF_A_NAME
                ? Stream.concat(Stream.of(value), Stream.of(words))
                : Stream.of(value);
    }

    private static boolean isTelling(String value) {
        var shortest = value.codePoints().allMatch(PromptMask::isIdeographic) ? SHORTEST_IDEOGRAPHIC : SHORTEST;
        return value.length() >= shortest
                && value.length() <= LONGEST
                && !value.equalsIgnoreCase("true")
                && !value.equalsIgnoreCase("false");
    }

    private static boolean isIdeographic(int letter) {
        return Character.isIdeographic(letter)
                || Objects.equals(Character.UnicodeScript.of(letter), Character.UnicodeScript.KATAKANA)
                || Objects.equals(Character.UnicodeScript.of(letter), Character.UnicodeScript.HIRAGANA);
    }

    /// Not inside of a longer word, in writing that has words.
    private static String asPattern(String value) {
        var first = value.codePointAt(0);
        var last = value.codePointBefore(value.length());
        return (isSpelled(first) ? "(?<![\\p{Alnum}])" : "")
                + Pattern.quote(value)
                + (isSpelled(last) ? "(?![\\p{Alnum}])" : "");
    }

    private static boolean isSpelled(int letter) {
        return Character.isLetterOrDigit(letter) && !isIdeographic(letter);
    }
}
