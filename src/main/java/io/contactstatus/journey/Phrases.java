package io.contactstatus.journey;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.regex.Pattern;

/// The words of journeys in one language: `journey/words*.properties`.
final class Phrases {

    private static final Pattern UNSPEAKABLE = Pattern.compile("[^A-Za-z]");

    private final ResourceBundle words;
    private final Locale locale;

    private Phrases(ResourceBundle words, Locale locale) {
        this.words = words;
        this.locale = locale;
    }

    /// English for languages that are not spoken here, wherever the machine stands.
    static Phrases in(Locale locale) {
        var spoken = Journey.languageFor(locale);
        var bundle = ResourceBundle.getBundle(
                "journey.words",
                spoken,
                Phrases.class.getClassLoader(),
                Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
        return new Phrases(bundle, spoken);
    }

    boolean has(String key) {
        return words.containsKey(key);
    }

    String say(String key, Object... arguments) {
        return new MessageFormat(words.getString(key), locale).format(arguments);
    }

    /// The most particular there is.
    String sayFirst(String key, String otherwise, Object... arguments) {
        return say(has(key) ? key : otherwise, arguments);
    }

    /// Most outcomes are words of a few; the others are told as they are.
    String outcome(String word) {
        var key = "outcome." + UNSPEAKABLE.matcher(word).replaceAll("");
        return has(key) ? say(key) : word;
    }

    /// How a contact ended, by Amazon Connect's word for it.
    String reason(String reason, String channel) {
        return sayFirst("end." + reason + "." + channel, has("end." + reason) ? "end." + reason : "end.other", reason);
    }

    String quoted(String text) {
        return say("quoted", text);
    }

    String duration(Duration duration) {
        var seconds = Math.round(duration.toMillis() / 1000.0);
        if (seconds < 1) {
            return say("duration.moment");
        }
        if (seconds < 60) {
            return say("duration.seconds", seconds);
        }
        if (seconds < 3_600) {
            return say("duration.minutes", seconds / 60, seconds % 60);
        }
        return say("duration.hours", seconds / 3_600, seconds % 3_600 / 60);
    }
}
