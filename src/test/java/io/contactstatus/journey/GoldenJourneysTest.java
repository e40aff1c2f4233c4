package io.contactstatus.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.masking.Veil;
import io.contactstatus.simulator.Scenario;
import io.contactstatus.simulator.Simulation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The journeys of whole stories, as people read them: one file per story under `src/test/resources/journeys`.
///
/// After a change that is meant, write the files anew with `./mvnw test -Dtest=GoldenJourneysTest
/// -Djourneys.write=true` and read the difference.
class GoldenJourneysTest {

    private static final Path FILES = Path.of("src/test/resources/journeys");
    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final DateTimeFormatter CLOCK =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneOffset.UTC);

    /// @param legs its contacts, one after the other
    record Told(String name, List<RecordedLeg> legs) {

        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<Told> stories() {
        return Stream.concat(Samples.stories(), simulated());
    }

    private static Stream<Told> simulated() {
        var seed = new long[] {7};
        return Stream.of(Scenario.values())
                .filter(scenario -> scenario != Scenario.SHIFT)
                .map(scenario -> {
                    var story = new Simulation(seed[0]++, NOON).play(scenario);
                    var name = "simulated-"
                            + scenario.name().toLowerCase(Locale.ROOT).replace('_', '-');
                    return new Told(name, RecordedLegs.of(story));
                });
    }

    @ParameterizedTest
    @MethodSource("stories")
    void tellsTheStoryAsItIsWrittenDown(Told story) throws IOException {
        var told = page(story);
        var file = FILES.resolve(story.name() + ".txt");
        if (Boolean.getBoolean("journeys.write")) {
            Files.writeString(file, told);
        }

        assertThat(told).isEqualTo(Files.readString(file, StandardCharsets.UTF_8));
    }

    private static String page(Told story) {
        var page = new StringBuilder();
        for (var veil : Veil.values()) {
            for (var perspective : Perspective.values()) {
                for (var language : Journey.LANGUAGES) {
                    page.append("## %s, %s, veil %s\n\n".formatted(perspective, language, veil));
                    story.legs().forEach(leg -> append(page, leg.steps(perspective, veil, language)));
                }
            }
        }
        return page.toString();
    }

    private static void append(StringBuilder page, List<Step> steps) {
        steps.forEach(step -> page.append(line(step)).append('\n'));
        page.append('\n');
    }

    private static String line(Step step) {
        var line = new StringBuilder(step.at() == null ? "            " : CLOCK.format(step.at()))
                .append(" %-9s ".formatted(step.kind()))
                .append(step.text());
        if (step.durationMillis() != null) {
            line.append(step.durationIsUpperBound() ? " [<=" : " [")
                    .append(step.durationMillis())
                    .append(" ms]");
        }
        mark(line, "ongoing", step.ongoing() ? "" : null);
        mark(line, "failed", step.failed() ? "" : null);
        mark(line, "outcome ", step.outcome());
        mark(line, "contact ", step.contactId());
        // Details of other entries are what was said, whole; the history has them.
        if (step.block() != null) {
            step.detail()
                    .forEach((path, value) -> line.append("\n                       ")
                            .append(path)
                            .append(" = ")
                            .append(value));
        }
        return line.toString();
    }

    private static void mark(StringBuilder line, String name, @Nullable String value) {
        if (value != null) {
            line.append(" (").append(name).append(value).append(')');
        }
    }
}
