package io.contactstatus.masking;

import java.util.regex.Pattern;

/// Recognises text that cannot be personal by its form: ARNs, UUIDs and times anywhere; ids, epochs and single
/// words only under keys that are known to hold them.
final class HarmlessText {

    private static final Pattern ARN =
            Pattern.compile("arn:[a-z\\-]+:[a-z0-9\\-]+:[a-z0-9\\-]*:[0-9]*:[A-Za-z0-9_.:/$*\\-]{1,512}");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}");
    private static final Pattern TIME = Pattern.compile(
            "[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}(:[0-9]{2})?([.,][0-9]{1,9})?(Z|[+\\-][0-9]{2}:?[0-9]{2})?");
    private static final Pattern EPOCH = Pattern.compile("[0-9]{10}([0-9]{3})?");
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_.:/$=\\-]{1,512}");
    private static final Pattern DIGITS = Pattern.compile("[0-9.\\-]{5,20}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_:.\\-]{0,63}");
    private static final Pattern MANY_DIGITS = Pattern.compile(".*[0-9]{5,}.*");

    private HarmlessText() {}

    /// ARNs, UUIDs and times: no personal text has their form.
    static boolean isUnmistakable(String text) {
        return ARN.matcher(text).matches()
                || UUID.matcher(text).matches()
                || TIME.matcher(text).matches();
    }

    /// Masks everything else.
    static String unmistakable(String text) {
        return isUnmistakable(text) ? text : Veil.hidden(text);
    }

    /// Also shows one word of letters with few digits. For keys whose values come from a list.
    static String word(String text) {
        return WORD.matcher(text).matches() && !MANY_DIGITS.matcher(text).matches() ? text : unmistakable(text);
    }

    /// Seconds or milliseconds since 1970.
    static boolean isEpoch(String text) {
        return EPOCH.matcher(text).matches();
    }

    /// Not digits alone: they may be a phone number.
    static boolean isId(String text) {
        return ID.matcher(text).matches() && !DIGITS.matcher(text).matches();
    }
}
