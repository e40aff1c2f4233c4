package io.contactstatus.dialect;

import java.util.Locale;

/// How channels are spelled: in capitals and in the singular, which not all sources keep to.
public final class Channels {

    private Channels() {}

    public static String spelled(String channel) {
        var capitals = channel.toUpperCase(Locale.ROOT);
        return capitals.equals("TASKS") ? "TASK" : capitals;
    }
}
