package io.contactstatus.pages;

import org.jspecify.annotations.Nullable;

/// What a queue or an agent is called on a page: by its name, and by the end of its id where it has no name or shares
/// it with another one.
///
/// @param tail of the id; null where the name alone is enough
public record Called(
        @Nullable String name,
        @Nullable String tail,
        @Nullable String id) {

    private static final int SHORT = 4;
    private static final char MARK = '…';

    /// Null where neither is known.
    ///
    /// @param shared whether others have the same name
    public static @Nullable Called of(@Nullable String name, @Nullable String id, boolean shared) {
        if (name == null && id == null) {
            return null;
        }
        return new Called(name, name != null && !shared ? null : tail(id), id);
    }

    public static @Nullable String tail(@Nullable String id) {
        return id == null || id.length() <= SHORT ? id : id.substring(id.length() - SHORT);
    }

    /// All that is known, for the pointer.
    public @Nullable String title() {
        return name == null ? id : id == null ? name : name + " · " + id;
    }

    /// Of what is called as `said` says, when that has a tail: the name before it.
    static @Nullable String nameIn(String said) {
        var mark = said.lastIndexOf(MARK);
        // Pasted text may have lost its non-breaking space.
        return mark < 2 || !Character.isSpaceChar(said.charAt(mark - 1)) ? null : said.substring(0, mark - 1);
    }

    /// Whether `said` ends in the tail of that id.
    static boolean isTail(String said, String id) {
        return said.substring(said.lastIndexOf(MARK) + 1).equals(tail(id));
    }

    /// @param unnamed the words for one without a name, with its tail
    public String said(String unnamed) {
        return name == null ? unnamed : tail == null ? name : name + "\u00a0" + MARK + tail;
    }

    /// Those without a name come last.
    public String order() {
        return (name == null ? "\uffff" : name) + " " + (tail == null ? "" : tail);
    }
}
