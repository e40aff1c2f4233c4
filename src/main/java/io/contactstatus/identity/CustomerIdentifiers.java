package io.contactstatus.identity;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/// Brings a customer's identifier to the form it is stored and looked up by.
///
/// Phone numbers become E.164, however they are written: `090-1234-5678`, `+81 90 1234 5678`, and a number with a
/// space where the `+` was, which is what is left of one that a client did not encode. Mail addresses lose their
/// case. Anything else is somebody's own customer number and stays as it is, spaces around it excepted.
@Component
public class CustomerIdentifiers {

    private static final Pattern PHONE =
            Pattern.compile("[+\uFF0B]?[0-9\uFF10-\uFF19][0-9\uFF10-\uFF19 ()./\\-\u2010-\u2015\uFF0D]{2,24}");

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final String defaultRegion;

    CustomerIdentifiers(IdentityProperties properties) {
        defaultRegion = properties.defaultRegion();
    }

    public static CustomerIdentifiers inRegion(String region) {
        return new CustomerIdentifiers(new IdentityProperties(region));
    }

    public String normalised(String raw) {
        var text = raw.strip();
        if (text.indexOf('@') > 0) {
            return text.toLowerCase(Locale.ROOT);
        }
        if (!PHONE.matcher(text).matches() && !text.startsWith("(")) {
            return text;
        }
        // A lost plus leaves a space or nothing in front of the country's code: tried only where the number is not one
        // at home.
        return e164(text).or(() -> e164("+" + text)).orElse(text);
    }

    private Optional<String> e164(String text) {
        try {
            var number = numbers.parse(text, defaultRegion);
            return numbers.isValidNumber(number)
                    ? Optional.of(numbers.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }
}
