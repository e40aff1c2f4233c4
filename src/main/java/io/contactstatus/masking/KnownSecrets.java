package io.contactstatus.masking;

import java.util.Collection;
import java.util.Comparator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Masks secrets that a customer entered wherever they appear again: in prompts that read them back, in
/// attributes that keep them.
public final class KnownSecrets {

    private static final int MOST = 100;
    private static final int LONGEST = 100;

    /// Shorter ones would match everywhere.
    private static final int SHORTEST = 3;

    private static final Pattern GROUPED = Pattern.compile("\\p{Nd}(?:[ .\\-/]?\\p{Nd})*[#*]?");
    private static final Pattern NO_DIGIT = Pattern.compile("\\P{Nd}");

    private final @Nullable Pattern known;

    private KnownSecrets(@Nullable Pattern known) {
        this.known = known;
    }

    /// @param secrets as they were entered
    public static KnownSecrets of(Collection<String> secrets) {
        var alternatives = secrets.stream()
                .map(KnownSecrets::bare)
                .filter(secret -> secret.length() >= SHORTEST && secret.length() <= LONGEST)
                .distinct()
                .sorted(Comparator.comparingInt(String::length).reversed().thenComparing(Comparator.naturalOrder()))
                .limit(MOST)
                .map(KnownSecrets::asPattern)
                .collect(Collectors.joining("|"));
        return new KnownSecrets(
                alternatives.isEmpty()
                        ? null
                        : Pattern.compile(
                                "(?<![\\p{Alnum}\\p{Nd}])(?:" + alternatives + ")(?![\\p{Alnum}\\p{Nd}])",
                                Pattern.CASE_INSENSITIVE));
    }

    public String hiddenIn(String text) {
        return known == null || HarmlessText.isUnmistakable(text)
                ? text
                : known.matcher(text).replaceAll(Veil.HIDDEN);
    }

    private static String bare(String secret) {
        var stripped = secret.strip();
        return GROUPED.matcher(stripped).matches() ? NO_DIGIT.matcher(stripped).replaceAll("") : stripped;
    }

    /// Digits are read back in groups of any size.
    private static String asPattern(String secret) {
        return secret.codePoints().allMatch(Character::isDigit)
                ? secret.codePoints().mapToObj(KnownSecrets::digit).collect(Collectors.joining("[ ,.\\-/、]{0,2}"))
                : Pattern.quote(secret);
    }

    private static String digit(int written) {
        var digit = Character.digit(written, 10);
        return "[" + digit + (char) ('０' + digit) + "]";
    }
}
