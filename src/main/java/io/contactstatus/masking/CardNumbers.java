package io.contactstatus.masking;

import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/// Finds payment card numbers in text, by length, issuer and Luhn checksum, and masks all but the last four
/// digits.
public final class CardNumbers {

    private static final int SHOWN = 4;

    private static final int SHORTEST_CARD = 13;
    private static final int LONGEST_CARD = 19;
    private static final int LONGEST_WITH_CARD = LONGEST_CARD + 10;

    /// Digits that may have a card's number in them, in groups or not. A `+` begins a phone number.
    private static final Pattern DIGITS =
            Pattern.compile("(?<![\\p{Alnum}\\p{Nd}_+])\\p{Nd}(?:[ \\-]?\\p{Nd}){12,59}(?![\\p{Alnum}\\p{Nd}_])");

    private static final Pattern GROUP = Pattern.compile("\\p{Nd}+");

    private CardNumbers() {}

    public static String hiddenIn(String text) {
        return DIGITS.matcher(text).replaceAll(found -> Matcher.quoteReplacement(withoutCards(found.group())));
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
