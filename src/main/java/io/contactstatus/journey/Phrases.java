package io.contactstatus.journey;

import java.text.MessageFormat;
import java.time.Duration;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/// The words of journeys in one language: `journey/words*.properties`.
final class Phrases {

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
