package io.contactstatus.view;

import io.contactstatus.identity.PhoneMask;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What lies between the caller and personal data: lifted for those who may see it.
public enum Veil {
    LIFTED,
    DRAWN;

    /// In the place of what is hidden.
    static final String HIDDEN = "***";

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

    /// Tags are words of the operator, not of the customer; only a phone number is hidden in them.
    public SortedMap<String, String> overPhonesIn(SortedMap<String, String> values) {
        if (this == LIFTED) {
            return values;
        }
        var shown = new TreeMap<>(values);
        shown.replaceAll((key, value) -> Phones.hiddenIn(value));
        return shown;
    }

    /// Words of the operator too: the name of a file, or why it was deleted.
    public @Nullable String overPhonesIn(@Nullable String text) {
        return text == null || this == LIFTED ? text : Phones.hiddenIn(text);
    }

    /// Phone numbers keep their country and their last four digits, so that people can tell them apart.
    public static String hidden(String personal) {
        return PhoneMask.masked(personal).orElse(HIDDEN);
    }
}
