package io.contactstatus.pages.card;

import io.contactstatus.contact.ContactId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The versions a page was told of. It asks for at least these, with a parameter `told=17 1234-…` per contact.
public final class ExpectedVersions {

    /// More than `follow.js` keeps: a page of ours never sends so many.
    private static final int MOST = 100;

    private static final int LONGEST_VERSION = 18;

    private ExpectedVersions() {}

    public static Map<ContactId, Long> of(@Nullable List<String> told) {
        var expected = new HashMap<ContactId, Long>();
        if (told != null) {
            told.stream().limit(MOST).forEach(one -> add(expected, one));
        }
        return expected;
    }

    private static void add(Map<ContactId, Long> expected, String told) {
        var end = told.indexOf(' ');
        if (end < 1 || end > LONGEST_VERSION) {
            return;
        }
        var version = told.substring(0, end);
        var id = told.substring(end + 1);
        if (version.chars().allMatch(digit -> digit >= '0' && digit <= '9') && ContactId.isValid(id)) {
            expected.merge(new ContactId(id), Long.valueOf(version), Math::max);
        }
    }
}
