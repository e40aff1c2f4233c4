package io.contactstatus.media.capture;

import java.util.Locale;
import java.util.Set;

/// What the attributes that operators name say.
final class YesOrNo {

    private static final Set<String> YES = Set.of("true", "yes", "on", "1");

    private YesOrNo() {}

    /// Everything else is a no.
    static boolean isYes(String value) {
        return YES.contains(value.strip().toLowerCase(Locale.ROOT));
    }
}
