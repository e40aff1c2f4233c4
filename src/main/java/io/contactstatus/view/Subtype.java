package io.contactstatus.view;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What kind of its channel a contact is: `connect:SMS` is a chat, `connect:WebRTC` a call.
final class Subtype {

    private static final String AMAZON_CONNECT = "connect:";

    /// Each is what its channel is anyway.
    private static final Set<String> ORDINARY = Set.of("telephony", "chat", "task", "email");

    private Subtype() {}

    static boolean isMeant(String asked, @Nullable String subtype) {
        return subtype != null && word(asked).equalsIgnoreCase(word(subtype));
    }

    static @Nullable String beyondChannel(@Nullable String subtype) {
        if (subtype == null) {
            return null;
        }
        var word = word(subtype);
        return word.isEmpty() || ORDINARY.contains(word.toLowerCase(Locale.ROOT)) ? null : word;
    }

    private static String word(String subtype) {
        return subtype.regionMatches(true, 0, AMAZON_CONNECT, 0, AMAZON_CONNECT.length())
                ? subtype.substring(AMAZON_CONNECT.length())
                : subtype;
    }
}
