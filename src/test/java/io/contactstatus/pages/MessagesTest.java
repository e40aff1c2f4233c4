package io.contactstatus.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/// Both languages have all messages.
class MessagesTest {

    /// Where the words of the sources themselves are English enough.
    private static final String ONLY_JAPANESE = "contact.said.";

    static Stream<String> names() throws IOException {
        return Arrays.stream(new PathMatchingResourcePatternResolver().getResources("classpath:/messages/*.properties"))
                .map(Resource::getFilename)
                .map(Objects::requireNonNull)
                .map(file -> file.replaceAll("(_ja)?\\.properties$", ""))
                .distinct();
    }

    @ParameterizedTest
    @MethodSource("names")
    void areTheSameInBothLanguagesAndNoneIsEmpty(String name) throws IOException {
        var english = read(name + ".properties");
        var japanese = read(name + "_ja.properties");

        assertThat(english.stringPropertyNames()).isNotEmpty();
        assertThat(keys(japanese)).isEqualTo(keys(english));
        assertThat(Stream.of(english, japanese)
                        .flatMap(messages -> messages.entrySet().stream())
                        .filter(message -> message.getValue().toString().isBlank()))
                .isEmpty();
    }

    private static Set<String> keys(Properties messages) {
        return messages.stringPropertyNames().stream()
                .filter(key -> !key.startsWith(ONLY_JAPANESE))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties read(String file) throws IOException {
        var messages = new Properties();
        try (var stream = Objects.requireNonNull(MessagesTest.class.getResourceAsStream("/messages/" + file));
                var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            messages.load(reader);
        }
        return messages;
    }
}
