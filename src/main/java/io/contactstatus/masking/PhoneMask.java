package io.contactstatus.masking;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import java.util.Optional;
import java.util.regex.Pattern;

/// Masks a phone number but for its country code and last four digits, by which people recognise it.
///
/// Only numbers that say by a `+` that they are numbers. Digits without one may be a card or a PIN, of which the
/// last four are too much.
public final class PhoneMask {

    private static final Pattern INTERNATIONAL = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern SEPARATORS = Pattern.compile("[ ().\\-]");
    private static final String NO_REGION = "ZZ";
    private static final int SHOWN = 4;
    private static final int LEAST_HIDDEN = 3;

    private PhoneMask() {}

    /// `+819012345678` as `+81******5678`; empty when it is no international phone number.
    public static Optional<String> masked(String text) {
        var number = SEPARATORS.matcher(text.strip()).replaceAll("");
        if (!INTERNATIONAL.matcher(number).matches()) {
            return Optional.empty();
        }
        return country(number).map(country -> masked(number, "+" + country));
    }

    private static String masked(String number, String country) {
        var digits = number.length() - country.length();
        var shown = digits - SHOWN < LEAST_HIDDEN ? 0 : SHOWN;
        return country + "*".repeat(digits - shown) + number.substring(number.length() - shown);
    }

    private static Optional<Integer> country(String number) {
        try {
            return Optional.of(
                    PhoneNumberUtil.getInstance().parse(number, NO_REGION).getCountryCode());
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }
}
