package io.contactstatus.masking;

import java.util.List;
import java.util.regex.Pattern;

/// Masks words that people said or wrote.
public final class SpokenMask {

    private static final Pattern DIGITS = Pattern.compile("\\p{Nd}(?:[ ,.\\-/()]{0,2}\\p{Nd})*");
    private static final PromptMask PERSONAL = PromptMask.without(List.of());

    private SpokenMask() {}

    /// While they are said, for everybody: nothing has been taken out of them yet, and a number comes in pieces of
    /// which
    /// none looks like one. So every digit is hidden, of those that are spelled out two in a row and what a piece
    /// may have been cut off at: the first and the last word.
    public static String live(String words) {
        var shown = Secrets.hiddenIn(words);
        return PromptMask.SPELLED_DIGITS
                .matcher(DIGITS.matcher(shown).replaceAll(Veil.HIDDEN))
                .replaceAll(Veil.HIDDEN);
    }

    /// As they are stored.
    public static String stored(String words, Veil veil) {
        var shown = Secrets.hiddenIn(words);
        return veil == Veil.LIFTED ? shown : PERSONAL.of(shown);
    }
}
