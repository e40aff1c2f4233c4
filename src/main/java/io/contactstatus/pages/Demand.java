package io.contactstatus.pages;

import io.contactstatus.contact.ContactId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The versions that a page was told of, as it asks for them: `told=17 1234-…`, as often as there are contacts.
final class Demand {

    /// Whoever asks for more than a chain has is not a page of ours.
    private static final int MOST = 100;

    private static final int LONGEST_VERSION = 18;

    private Demand() {}

    static Map<ContactId, Long> of(@Nullable List<String> told) {
        var demanded = new HashMap<ContactId, Long>();
        if (told != null) {
            told.stream().limit(MOST).forEach(one -> add(demanded, one));
        }
        return demanded;
    }

    private static void add(Map<ContactId, Long> demanded, String told) {
        var end = told.indexOf(' ');
        if (end < 1 || end > LONGEST_VERSION) {
            return;
        }
        var version = told.substring(0, end);
        var id = told.substring(end + 1);
        if (version.chars().allMatch(digit -> digit >= '0' && digit <= '9') && ContactId.isValid(id)) {
            demanded.merge(new ContactId(id), Long.valueOf(version), Math::max);
        }
    }
}
