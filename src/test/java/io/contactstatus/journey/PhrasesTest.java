package io.contactstatus.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class PhrasesTest {

    private static final Pattern ARGUMENT = Pattern.compile("\\{([0-9])");
    private static final Pattern LATIN = Pattern.compile("[A-Za-z]{2,}");

    @Test
    void areTheSameInBothLanguages() {
        assertThat(words("words_ja").stringPropertyNames())
                .isEqualTo(words("words").stringPropertyNames());
    }

    @Test
    void useTheSameArgumentsInBothLanguages() {
        var japanese = words("words_ja");
        words("words")
                .forEach((key, phrase) -> assertThat(arguments(japanese.getProperty((String) key)))
                        .as("%s", key)
                        .isEqualTo(arguments((String) phrase)));
    }

    @Test
    void haveNoEnglishInJapanese() {
        words("words_ja")
                .forEach((key, phrase) -> assertThat(LATIN.matcher(
                                        ((String) phrase).replaceAll("Amazon Connect|Contact Lens|Lambda|API", ""))
                                .results())
                        .as("%s", key)
                        .isEmpty());
    }

    @Test
    void measureInWordsOfTheLanguage() {
        var english = Phrases.in(Locale.ENGLISH);
        var japanese = Phrases.in(Locale.JAPANESE);

        assertThat(english.duration(Duration.ofMillis(499))).isEqualTo("less than a second");
        assertThat(english.duration(Duration.ofMillis(59_600))).isEqualTo("1 min 0 s");
        assertThat(english.duration(Duration.ofMinutes(63))).isEqualTo("1 h 3 min");
        assertThat(english.duration(Duration.ofHours(5_000))).isEqualTo("5,000 h 0 min");
        assertThat(japanese.duration(Duration.ofSeconds(54))).isEqualTo("54秒");
        assertThat(japanese.duration(Duration.ofSeconds(72))).isEqualTo("1分12秒");
    }

    /// Apostrophes would swallow arguments.
    @Test
    void haveNoStraightApostrophes() {
        for (var bundle : new String[] {"words", "words_ja"}) {
            words(bundle)
                    .forEach((key, phrase) ->
                            assertThat((String) phrase).as("%s", key).doesNotContain("'"));
        }
    }

    private static String arguments(String phrase) {
        return ARGUMENT.matcher(phrase)
                .results()
                .map(found -> found.group(1))
                .sorted()
                .distinct()
                .toList()
                .toString();
    }

    private static Properties words(String name) {
        var words = new Properties();
        try (var file = Objects.requireNonNull(
                PhrasesTest.class.getResourceAsStream("/journey/" + name + ".properties"), name)) {
            words.load(new InputStreamReader(file, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return words;
    }
}
