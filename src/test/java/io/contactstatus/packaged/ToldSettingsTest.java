package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// Names of settings in the environment, wherever they are told or used. One that is nearly right is not
/// refused: it is as if it had not been set.
class ToldSettingsTest {

    private static final Pattern NAME = Pattern.compile("\\bCONTACT_STATUS_[A-Z0-9_]*[A-Z0-9]\\b");

    /// Read by `spring-boot:test-run`, and by tests.
    private static final Pattern NOT_OF_THE_SERVICE = Pattern.compile("CONTACT_STATUS_(EMBEDDED_\\w+|REQUIRE)");

    @Test
    void areSpelledAsTheyAreRead() {
        var told = Stream.of("README.md", "src/main/resources/application.yml", "docs", "infra")
                .map(Path::of)
                .filter(Files::exists)
                .flatMap(place -> files(place).stream())
                .flatMap(ToldSettingsTest::names)
                .filter(NOT_OF_THE_SERVICE.asMatchPredicate().negate())
                .map(Settings::anyOf)
                .collect(Collectors.toSet());

        assertThat(told).contains("CONTACT_STATUS_SECURITY_API_KEYS_0_SHA256", "CONTACT_STATUS_SIMULATOR_ENABLED");
        assertThat(Settings.inTheEnvironment()).containsAll(told);
    }

    private static List<Path> files(Path place) {
        try (var found = Files.walk(place)) {
            return found.filter(Files::isRegularFile).toList();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static Stream<String> names(Path file) {
        try {
            // Whatever it is written in: names are ASCII.
            var text = Files.readString(file, StandardCharsets.ISO_8859_1);
            return NAME.matcher(text).results().map(MatchResult::group);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
