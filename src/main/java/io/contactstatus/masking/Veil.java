package io.contactstatus.masking;

import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Masks personal data; lifted for callers with the scope `pii:read`.
public enum Veil {
    LIFTED,
    DRAWN;

    /// Replaces a masked value.
    public static final String HIDDEN = "***";

    public @Nullable String over(@Nullable String personal) {
        return personal == null || this == LIFTED ? personal : hidden(personal);
    }

    public SortedMap<String, String> overValues(SortedMap<String, String> personal) {
        if (this == LIFTED) {
            return personal;
        }
        var shown = new TreeMap<>(personal);
        shown.replaceAll((key, value) -> hidden(value));
        return shown;
    }

    /// For tags: the operator writes them, not the customer, so only phone numbers in them are masked.
    public SortedMap<String, String> overPhonesIn(SortedMap<String, String> values) {
        if (this == LIFTED) {
            return values;
        }
        var shown = new TreeMap<>(values);
        shown.replaceAll((key, value) -> PhoneNumbersInText.hiddenIn(value));
        return shown;
    }

    /// For other text of the operator: the name of a file, or why it was deleted.
    public @Nullable String overPhonesIn(@Nullable String text) {
        return text == null || this == LIFTED ? text : PhoneNumbersInText.hiddenIn(text);
    }

    /// Phone numbers keep their country and their last four digits, so that people can tell them apart.
    public static String hidden(String personal) {
        return PhoneMask.masked(personal).orElse(HIDDEN);
    }
}
