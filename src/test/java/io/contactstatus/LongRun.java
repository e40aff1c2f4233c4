package io.contactstatus;

/// How thorough a test is: brief in every build, longer with `-P long`. Both make the same assertions.
public final class LongRun {

    private static final boolean LONG = Boolean.getBoolean("contact-status.long");

    private LongRun() {}

    public static <T> T choose(T brief, T thorough) {
        return LONG ? thorough : brief;
    }
}
