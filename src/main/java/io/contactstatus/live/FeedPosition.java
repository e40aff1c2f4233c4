package io.contactstatus.live;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Up to which change a subscriber has got everything: the `id` of server-sent events, and `Last-Event-ID`.
///
/// @param epoch positions of different epochs cannot be compared
record FeedPosition(String epoch, long number) {

    private static final Pattern FORM = Pattern.compile("([0-9a-z]{1,32})-([0-9]{1,18})");

    static Optional<FeedPosition> read(@Nullable String text) {
        if (text == null) {
            return Optional.empty();
        }
        var form = FORM.matcher(text);
        return form.matches()
                ? Optional.of(new FeedPosition(form.group(1), Long.parseLong(form.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return epoch + "-" + number;
    }
}
