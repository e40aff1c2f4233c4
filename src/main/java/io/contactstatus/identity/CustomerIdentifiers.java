package io.contactstatus.identity;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/// Normalizes customer identifiers to the key that they are stored and looked up by.
///
/// Phone numbers become E.164, however they are written: `090-1234-5678`, `+81 90 1234 5678`, and a number with a
/// space where the `+` was, which is what is left of one that a client did not encode; also out of what it is pasted
/// with, `tel:` or quotes, and as it is dialled from abroad. Mail addresses become lower case. Anything else is a
/// customer number and only loses the spaces around it.
@Component
public class CustomerIdentifiers {

    private static final Pattern PHONE =
            Pattern.compile("[+\uFF0B]?[0-9\uFF10-\uFF19][0-9\uFF10-\uFF19 ()./\\-\u2010-\u2015\uFF0D]{2,24}");

    private static final Pattern DIALLED = Pattern.compile("[+\uFF0B]?[0-9\uFF10-\uFF19 ()./\\-\u2010-\u2015\uFF0D]+");

    private static final Pattern NOT_A_DIGIT = Pattern.compile("[^0-9\uFF10-\uFF19]");

    /// As opposed to a SIP address; no mail is delivered to `.invalid`.
    private static final Pattern MAIL = Pattern.compile("[^:<>]+@[^@]+(?<!\\.invalid)");

    /// Up to so many digits it may be a short code or an extension.
    private static final int SHORT = 6;

    private final PhoneNumberUtil numbers = PhoneNumberUtil.getInstance();
    private final String defaultRegion;
    private final NobodysNumbers nobodysNumbers;

    CustomerIdentifiers(IdentityProperties properties) {
        defaultRegion = properties.defaultRegion();
        nobodysNumbers = new NobodysNumbers(properties.nobodysNumbers());
    }

    public static CustomerIdentifiers inRegion(String region) {
        return new CustomerIdentifiers(new IdentityProperties(region, null));
    }

    /// The key of an identifier that is not an endpoint. Empty when it is blank.
    public Optional<String> key(String identifier) {
        return identifier.isBlank() ? Optional.empty() : Optional.of(normalised(identifier));
    }

    /// The key of an endpoint. Empty when it identifies no single customer: a withheld number, or one that is not
    /// possible.
    ///
    /// @param type as Amazon Connect names it, `TELEPHONE_NUMBER` for phones; empty when not known
    public Optional<String> keyOfEndpoint(String type, String address) {
        return isOfTelephony(type, address) && isNobodys(address) ? Optional.empty() : key(address);
    }

    /// Only telephony writes `private` for a withheld number; in mail and chat it is a name.
    private static boolean isOfTelephony(String type, String address) {
        return switch (type.strip().toUpperCase(Locale.ROOT)) {
            case "TELEPHONE_NUMBER", "VOIP", "SIP", "SIP_URI", "SIP_ADDRESS" -> true;
            case "" -> !MAIL.matcher(address).matches();
            default -> false;
        };
    }

    private boolean isNobodys(String address) {
        return nobodysNumbers.contains(address) || isImpossible(address.strip());
    }

    private boolean isImpossible(String text) {
        return DIALLED.matcher(text).matches()
                && NOT_A_DIGIT.matcher(text).replaceAll("").length() > SHORT
                && !isPossible("+" + text)
                && Pasted.of(text).identifiers().noneMatch(this::isPossible);
    }

    private boolean isPossible(String text) {
        try {
            return numbers.isPossibleNumber(numbers.parse(text, defaultRegion));
        } catch (NumberParseException notANumber) {
            return false;
        }
    }

    public String normalised(String raw) {
        return normalisedIn(List.of(defaultRegion), raw);
    }

    /// Where it is no number in the default region, one in the first of these in which it is.
    public String normalisedAtHomeOrIn(List<String> regions, String raw) {
        return normalisedIn(
                Stream.concat(Stream.of(defaultRegion), regions.stream()).toList(), raw);
    }

    /// A number as it is written in the first of these regions in which it is one.
    public String normalisedIn(List<String> regions, String raw) {
        var text = raw.strip();
        if (text.indexOf('@') > 0) {
            return text.toLowerCase(Locale.ROOT);
        }
        return number(regions, text)
                .or(() -> Pasted.of(text)
                        .identifiers()
                        .flatMap(meant -> number(regions, meant).stream())
                        .findFirst())
                .orElse(text);
    }

    private Optional<String> number(List<String> regions, String text) {
        if (!PHONE.matcher(text).matches() && !text.startsWith("(")) {
            return Optional.empty();
        }
        // A lost plus leaves a space or nothing in front of the country's code: tried only where the number is not one
        // at home.
        return regions.stream()
                .flatMap(region -> e164(text, region).stream())
                .findFirst()
                .or(() -> e164("+" + text, defaultRegion));
    }

    /// How a key may stand in what others have written: a number with its plus or without, or as it is dialled at home,
    /// with and without what separates its digits.
    public Set<String> spellings(String key) {
        var spellings = new LinkedHashSet<>(Set.of(key));
        if (key.startsWith("+")) {
            spellings.add(key.substring(1));
            try {
                var number = numbers.parse(key, defaultRegion);
                for (var format : PhoneNumberFormat.values()) {
                    spellings.add(numbers.format(number, format));
                }
                spellings.add(NOT_A_DIGIT
                        .matcher(numbers.format(number, PhoneNumberFormat.NATIONAL))
                        .replaceAll(""));
            } catch (NumberParseException notANumber) {
                return spellings;
            }
        }
        return spellings;
    }

    private Optional<String> e164(String text, String region) {
        try {
            var number = numbers.parse(text, region);
            return numbers.isValidNumber(number)
                    ? Optional.of(numbers.format(number, PhoneNumberFormat.E164))
                    : Optional.empty();
        } catch (NumberParseException notANumber) {
            return Optional.empty();
        }
    }
}
