package io.contactstatus.packaged;

import static io.contactstatus.packaged.Written.matches;
import static io.contactstatus.packaged.Written.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.packaged.Composition.ComposedService;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.convert.DurationStyle;

/// How the image and the composition are written down. Whether they work is for `infra/container/check`, which
/// needs Docker.
class ContainersTest {

    private static final Pattern EXACT = Pattern.compile("[\\w./-]+:v?\\d+\\.\\d+\\.\\d[\\w.-]*");

    @ParameterizedTest
    @ValueSource(strings = {"docker-compose.yml", "infra/container/docker-compose.localstack.yml"})
    void takesForeignImagesByExactVersion(String file) {
        assertThat(Composition.of(file).foreignImages()).isNotEmpty().allMatch(EXACT.asMatchPredicate());
    }

    @Test
    void buildsAndRunsOnTheSameExactVersion() {
        var bases = matches("Dockerfile", "^ARG \\w+_BASE=(\\S+)-(?:jdk|jre)-noble$");

        assertThat(bases).hasSize(2).allMatch(EXACT.asMatchPredicate());
        assertThat(bases).containsOnly(bases.getFirst());
        assertThat(matches("Dockerfile", "^FROM (\\S+)"))
                .containsExactly("${BUILD_BASE}", "build", "${RUNTIME_BASE}", "${RUNTIME_BASE}");
        assertThat(matches("Dockerfile", "^FROM \\S+(.*)").getLast()).isEmpty();
    }

    @Test
    void needsNothingThatOldBuildersLack() {
        assertThat(text("Dockerfile")).doesNotContain("# syntax", "<<", "--start-interval", "--mount");
    }

    @Test
    void letsSignalsReachTheJvm() {
        assertThat(matches("Dockerfile", "^ENTRYPOINT (.*)"))
                .hasSize(2)
                .allMatch(form -> form.startsWith("[\"java\","));
    }

    @Test
    void runsAsANumberThatIsNotRoot() {
        assertThat(matches("Dockerfile", "^USER (\\S+)"))
                .hasSize(2)
                .allMatch(Pattern.compile("[1-9]\\d*:[1-9]\\d*").asMatchPredicate());
    }

    @Test
    void showsTheBuilderOnlyWhatTheImageIsMadeOf() {
        assertThat(matches(".dockerignore", "^([^#].*)"))
                .containsExactly(
                        "*",
                        "!.mvn",
                        "!mvnw",
                        "!pom.xml",
                        "!src/main",
                        "!src/test/java/io/contactstatus/standin",
                        "!infra/container");
    }

    @ParameterizedTest
    @ValueSource(strings = {"docker-compose.yml", "infra/container/docker-compose.localstack.yml"})
    void setsOnlyWhatThereIsToBeSet(String file) {
        var set = Composition.of(file).services().values().stream()
                .flatMap(service -> service.environment().keySet().stream())
                .filter(name -> name.startsWith("CONTACT_STATUS_"))
                .map(Settings::anyOf)
                .toList();

        assertThat(Settings.inTheEnvironment()).containsAll(set);
    }

    @Test
    void setsStreams() {
        assertThat(ours())
                .allSatisfy(service -> assertThat(service.environment()).containsKey("CONTACT_STATUS_KINESIS_STREAMS"));
    }

    @Test
    void isReachedFromThisMachineOnly() {
        var ports = Composition.of("docker-compose.yml").services().values().stream()
                .flatMap(service -> service.list("ports").stream());

        assertThat(ports).hasSize(2).allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void isNeverWithoutDoors() {
        var serving = ours().stream()
                .map(ComposedService::environment)
                .filter(environment -> !environment.containsKey("CONTACT_STATUS_INIT_ENABLED"))
                .toList();

        assertThat(serving)
                .hasSize(2)
                .allSatisfy(environment -> assertThat(environment)
                        .containsKey("CONTACT_STATUS_SECURITY_API_KEYS_0_SHA256")
                        .doesNotContainEntry("SPRING_PROFILES_ACTIVE", "embedded"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"demo-operator", "demo-viewer"})
    void opensToTheKeysThatTheReadmeTells(String key) {
        assertThat(composed("contact-status").environment()).containsValue(sha256(key));
        assertThat(text("README.md")).contains(key);
    }

    @Test
    void writesNothingButTemporaryFiles() {
        assertThat(ours()).allSatisfy(service -> {
            assertThat(service.settings()).containsEntry("read_only", "true");
            assertThat(service.list("cap_drop")).containsExactly("ALL");
            assertThat(service.list("security_opt")).containsExactly("no-new-privileges:true");
        });
    }

    @Test
    void keepsAudioWhereTheImageHasAPlaceForIt() {
        var service = composed("contact-status");
        var directory = Objects.requireNonNull(service.environment().get("CONTACT_STATUS_MEDIA_DIRECTORY"));

        assertThat(service.list("volumes")).containsExactly("recordings:" + directory);
        assertThat(matches("Dockerfile", "^RUN install -d -o 10001 -g 10001 -m 700 (\\S+)"))
                .containsExactly(directory);
    }

    @Test
    void asksNobodyOutside() {
        assertThat(Composition.of("docker-compose.yml").services())
                .allSatisfy((name, service) -> assertThat(service.list("networks"))
                        .contains("inside")
                        .hasSize(List.of("contact-status", "grafana").contains(name) ? 2 : 1));
        assertThat(ours())
                .allSatisfy(service -> assertThat(service.environment())
                        .containsKeys("AWS_ENDPOINT_URL", "AWS_ENDPOINT_URL_DYNAMODB", "AWS_ENDPOINT_URL_KINESIS"));
    }

    @Test
    void comesBackByItselfUnlessItIsDone() {
        assertThat(Composition.of("docker-compose.yml").services())
                .allSatisfy((name, service) -> assertThat(service.settings())
                        .containsEntry("restart", name.equals("init") ? "no" : "unless-stopped"));
    }

    @Test
    void isHealthyWhenContactsAreReadAndNotBefore() {
        assertThat(composed("contact-status").settings()).containsEntry("healthcheck.test[2]", "reading");
        assertThat(Written.yaml("src/main/resources/application.yml"))
                .containsEntry("management.endpoint.health.group.reading.status.http-mapping.unknown", "503");
        assertThat(matches("Dockerfile", "--start-period=(\\S+)"))
                .singleElement()
                .satisfies(start ->
                        assertThat(DurationStyle.detectAndParse(start)).isGreaterThanOrEqualTo(Duration.ofMinutes(5)));
    }

    @Test
    void makesTheStreamsThatAreRead() {
        var made = Objects.requireNonNull(composed("kinesis").environment().get("INITIALIZE_STREAMS"));

        assertThat(made.replaceAll(":\\d+", ""))
                .isEqualTo(composed("contact-status").environment().get("CONTACT_STATUS_KINESIS_STREAMS"));
    }

    @Test
    void isGivenTheTimeToShutDown() {
        var phase = DurationStyle.detectAndParse(Objects.requireNonNull(
                Written.yaml("src/main/resources/application.yml").get("spring.lifecycle.timeout-per-shutdown-phase")));

        assertThat(ours())
                .allSatisfy(service -> assertThat(DurationStyle.detectAndParse(
                                service.settings().getOrDefault("stop_grace_period", "10s")))
                        .isGreaterThan(phase.plus(Duration.ofSeconds(5))));
    }

    private static List<ComposedService> ours() {
        return Composition.of("docker-compose.yml").ours();
    }

    private static ComposedService composed(String name) {
        return Objects.requireNonNull(
                Composition.of("docker-compose.yml").services().get(name));
    }

    private static String sha256(String key) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
