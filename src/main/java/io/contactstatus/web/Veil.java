package io.contactstatus.web;

import io.contactstatus.identity.PhoneMask;
import jakarta.servlet.http.HttpServletRequest;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// What lies between the caller and personal data: lifted for those who may see it.
enum Veil {
    LIFTED,
    DRAWN;

    /// In the place of what is hidden.
    static final String HIDDEN = "***";

    static Veil before(HttpServletRequest request) {
        return request.isUserInRole("SCOPE_pii:read") ? LIFTED : DRAWN;
    }

    @Nullable
    String over(@Nullable String personal) {
        return personal == null || this == LIFTED ? personal : hidden(personal);
    }

    SortedMap<String, String> overValues(SortedMap<String, String> personal) {
        if (this == LIFTED) {
            return personal;
        }
        var shown = new TreeMap<>(personal);
        shown.replaceAll((key, value) -> hidden(value));
        return shown;
    }

    /// Tags are words of the operator, not of the customer; only a phone number is hidden in them.
    SortedMap<String, String> overPhonesIn(SortedMap<String, String> values) {
        if (this == LIFTED) {
            return values;
        }
        var shown = new TreeMap<>(values);
        shown.replaceAll((key, value) -> Phones.hiddenIn(value));
        return shown;
    }

    /// Words of the operator too: the name of a file, or why it was deleted.
    @Nullable
    String overPhonesIn(@Nullable String text) {
        return text == null || this == LIFTED ? text : Phones.hiddenIn(text);
    }

    /// Phone numbers keep their country and their last four digits, so that people can tell them apart.
    static String hidden(String personal) {
        return PhoneMask.masked(personal).orElse(HIDDEN);
    }
}
