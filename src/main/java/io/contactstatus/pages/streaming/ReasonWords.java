package io.contactstatus.pages.streaming;

import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/// Why a record is a dead letter, in the language of the page. Letters have it in English, which is what the API says.
@Component("reasonWords")
public class ReasonWords {

    private static final String PREFIX = "streaming.reason.";

    /// Reasons that end in a word of the machine's, and their messages.
    private static final Map<String, String> OPEN_ENDED = Map.of(
            "unexpected ", "unexpected",
            "DynamoDB refused the request: ", "refused",
            "DynamoDB answered ", "answered",
            "DynamoDB was not reached: ", "not-reached");

    private static final String TROUBLE = "streaming.trouble.";

    private static final Pattern PLACE = Pattern.compile(" at byte (\\d+)$");

    private final MessageSource messages;

    ReasonWords(MessageSource messages) {
        this.messages = messages;
    }

    /// As it is where the pages have no words for it.
    public String say(String reason) {
        var words = words(reason);
        return words == null ? reason : words;
    }

    public String sayAll(Iterable<String> reasons) {
        var said = new StringBuilder();
        reasons.forEach(reason -> said.append(said.isEmpty() ? "" : "; ").append(say(reason)));
        return said.toString();
    }

    /// What is not well at an instance.
    ///
    /// @param component of its health
    /// @param text as it was reported: a severity, and a reason where there is one
    public String trouble(String component, String text) {
        var severity = text.split(": ", 2)[0];
        return messages.getMessage(
                "streaming.trouble",
                new Object[] {word(TROUBLE + component, component), word(TROUBLE + severity, severity)},
                locale());
    }

    /// Why; null where only the health of the instance knows more.
    public @Nullable String why(String text) {
        var parts = text.split(": ", 2);
        return parts.length < 2 ? null : parts[1];
    }

    private String word(String key, String otherwise) {
        return Objects.requireNonNull(messages.getMessage(key, null, otherwise, locale()));
    }

    /// Of what is said.
    public String language(String reason) {
        return words(reason) == null ? Locale.ENGLISH.getLanguage() : locale().getLanguage();
    }

    private @Nullable String words(String reason) {
        var place = PLACE.matcher(reason);
        if (place.find()) {
            var fault = words(reason.substring(0, place.start()));
            return fault == null ? null : message("at", fault, Objects.requireNonNull(place.group(1)));
        }
        for (var known : OPEN_ENDED.entrySet()) {
            if (reason.startsWith(known.getKey())) {
                return message(known.getValue(), reason.substring(known.getKey().length()));
            }
        }
        return message(reason.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-"));
    }

    private @Nullable String message(String key, Object... values) {
        return messages.getMessage(PREFIX + key, values, null, locale());
    }

    private static Locale locale() {
        return LocaleContextHolder.getLocale();
    }
}
