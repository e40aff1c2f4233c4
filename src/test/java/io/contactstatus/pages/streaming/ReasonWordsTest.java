package io.contactstatus.pages.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.instances.Trouble;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.context.support.ResourceBundleMessageSource;

class ReasonWordsTest {

    private static final Path DECODERS = Path.of("src/main/java/io/contactstatus/decode");

    /// As decoders and those who store give them.
    private static final Pattern GIVEN =
            Pattern.compile("(?:[mM]alformed|damage)\\((?:json, )?\"([^\"]+)\"|case \\w+Exception _ -> \"([^\"]+)\"");

    private final ReasonWords words = new ReasonWords(messages());

    private static ResourceBundleMessageSource messages() {
        var messages = new ResourceBundleMessageSource();
        messages.setBasename("messages/streaming");
        messages.setDefaultEncoding("UTF-8");
        messages.setFallbackToSystemLocale(false);
        return messages;
    }

    @AfterEach
    void forget() {
        LocaleContextHolder.resetLocaleContext();
    }

    @Test
    void everyReasonOfADecoderIsSaidInJapanese() throws IOException {
        LocaleContextHolder.setLocale(Locale.JAPANESE);
        try (var files = Files.walk(DECODERS)) {
            var reasons = files.filter(Files::isRegularFile)
                    .flatMap(ReasonWordsTest::given)
                    .distinct()
                    .toList();

            assertThat(reasons).hasSizeGreaterThan(20);
            assertThat(reasons)
                    .allSatisfy(reason ->
                            assertThat(words.language(reason)).as(reason).isEqualTo("ja"));
        }
    }

    private static Stream<String> given(Path file) {
        try {
            return GIVEN
                    .matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                    .toList()
                    .stream();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    @Test
    void whatIsNotWellIsSaidInJapaneseToo() {
        assertThat(words.trouble("kinesis", "DOWN: no such stream")).isEqualTo("Kinesis streams: does not work");
        assertThat(words.why("DOWN: no such stream")).isEqualTo("no such stream");
        LocaleContextHolder.setLocale(Locale.JAPANESE);
        for (var component : List.of("kinesis", "logs", "live", "announce", "media")) {
            for (var severity : Trouble.Severity.values()) {
                assertThat(words.trouble(component, severity.name()))
                        .doesNotContain(component + "：")
                        .doesNotContain(severity.name());
            }
        }
        assertThat(words.say("DynamoDB was not reached: SdkClientException"))
                .isEqualTo("DynamoDB に接続できません：SdkClientException");
        assertThat(words.say("DynamoDB answered ThrottlingException")).contains("エラーを返しました");
    }

    @Test
    void thePlaceOfTheDamageStays() {
        assertThat(words.say("not valid JSON at byte 17")).isEqualTo("not valid JSON at byte 17");
        LocaleContextHolder.setLocale(Locale.JAPANESE);
        assertThat(words.say("not valid JSON at byte 1234")).isEqualTo("JSON として正しくありません（1234 バイト目）");
        assertThat(words.sayAll(List.of("not Base64", "unexpected ClassCastException")))
                .isEqualTo("Base64 ではありません; サービス側のエラー：ClassCastException");
    }

    @Test
    void whatThePagesHaveNoWordsForIsSaidInEnglish() {
        LocaleContextHolder.setLocale(Locale.JAPANESE);

        assertThat(words.say("of a kind to come")).isEqualTo("of a kind to come");
        assertThat(words.language("of a kind to come")).isEqualTo("en");
    }
}
