package io.contactstatus.masking;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Masks phone numbers inside of text that is otherwise shown.
///
/// Ids and times are full of digits and are not phone numbers: a run of digits counts only where no letter, no
/// other digit and no sign that ids and times are made of is next to it.
final class PhoneNumbersInText {

    private static final String SEPARATED_DIGITS = "[0-9](?:[ ()./\\-]{0,2}[0-9]){8,16}";
    private static final Pattern PHONE = Pattern.compile("\\+" + "[0-9](?:[ ()./\\-]{0,2}[0-9]){6,16}"
            + "|(?<![\\w:/\\-.])\\(?" + SEPARATED_DIGITS + "(?![\\w:/\\-]|\\.[0-9])");
    private static final Pattern DATE = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}.*");

    private PhoneNumbersInText() {}

    static String hiddenIn(String text) {
        return PHONE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(hidden(found.group())));
    }

    private static String hidden(String found) {
        return DATE.matcher(found).matches() ? found : Veil.hidden(found);
    }
}
