package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.contactstatus.ContactStatusApplication;
import io.contactstatus.TestContactStatusApplication;
import io.contactstatus.store.LocalDynamoDb;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The application in a process of its own, packaged unless said otherwise, with nothing of this machine's
/// settings. It ends with this JVM at the latest; its log stays in `target/packaged`.
final class ServiceProcess implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(3);
    private static final Pattern STARTED = Pattern.compile("Started \\w*ContactStatusApplication in");
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+)");
    private static final List<String> SETTINGS_OF_THIS_MACHINE = List.of(
            "AWS_",
            "SPRING_",
            "CONTACT_STATUS_",
            "SERVER_",
            "MANAGEMENT_",
            "JAVA_TOOL_",
            "JDK_JAVA_",
            "OTEL_",
            "LOGGING_");
    private static final AtomicInteger LAUNCHED = new AtomicInteger();

    private final Process process;
    private final Path log;

    private ServiceProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /// One that serves the tables with that prefix in the DynamoDB of this JVM, once it is up.
    static ServiceProcess serving(String tablesPrefix) {
        return starting(packaged(), LocalDynamoDb.shared().endpoint(), tablesPrefix, List.of())
                .started();
    }

    static ServiceProcess launched(Map<String, String> environment, String... arguments) {
        return java(
                environment,
                Stream.concat(packaged().stream(), Stream.of(arguments)).toList());
    }

    /// One that is not up yet, see [#started].
    ///
    /// @param options what the JVM is told to start
    /// @param arguments more of them
    static ServiceProcess starting(List<String> options, URI dynamoDb, String tablesPrefix, List<String> arguments) {
        var command = new ArrayList<>(options);
        command.add("--contact-status.dynamodb.endpoint=" + dynamoDb);
        command.add("--contact-status.tables.prefix=" + tablesPrefix);
        command.add("--contact-status.simulator.enabled=false");
        command.addAll(arguments);
        return java(
                Map.of(
                        "SPRING_PROFILES_ACTIVE", "embedded",
                        "AWS_REGION", "eu-west-2",
                        "AWS_ACCESS_KEY_ID", "any",
                        "AWS_SECRET_ACCESS_KEY", "any"),
                command);
    }

    private static List<String> packaged() {
        return List.of("-jar", jar().toString());
    }

    static ServiceProcess java(Map<String, String> environment, List<String> arguments) {
        return launched(Path.of(""), environment, arguments);
    }

    /// What `./mvnw spring-boot:test-run` starts, once it is up.
    static ServiceProcess embeddedDefault(Path directory, Map<String, String> environment) {
        var command =
                List.of("-cp", System.getProperty("java.class.path"), TestContactStatusApplication.class.getName());
        return launched(directory, environment, command).started();
    }

    /// As it is packaged, without a jar: nothing of the tests is on its class path. Not up yet, see [#started].
    static ServiceProcess exploded(Map<String, String> environment, List<String> arguments) {
        var classPath = Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(place -> !place.matches(".*[/\\\\]test(-classes)?[/\\\\]?"))
                .collect(Collectors.joining(File.pathSeparator));
        var command = Stream.of("-cp", classPath, ContactStatusApplication.class.getName());
        return java(environment, Stream.concat(command, arguments.stream()).toList());
    }

    private static ServiceProcess launched(Path directory, Map<String, String> environment, List<String> arguments) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // The quick compiler alone: these processes live for seconds.
        var command = Stream.concat(Stream.of(java, "-Xmx256m", "-XX:TieredStopAtLevel=1"), arguments.stream());
        var builder = new ProcessBuilder(command.toList())
                .directory(directory.toAbsolutePath().toFile())
                .redirectErrorStream(true);
        builder.environment()
                .keySet()
                .removeIf(name -> SETTINGS_OF_THIS_MACHINE.stream().anyMatch(name::startsWith));
        builder.environment().put("SERVER_PORT", "0");
        builder.environment().putAll(environment);
        try {
            var log = Files.createDirectories(Path.of("target", "packaged"))
                    .resolve("service-" + ProcessHandle.current().pid() + "-" + LAUNCHED.incrementAndGet() + ".log");
            var process = builder.redirectOutput(log.toFile()).start();
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
            return new ServiceProcess(process, log);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /// This, once it is up.
    ServiceProcess started() {
        try {
            await().atMost(LONGEST_START)
                    .until(() -> hasEnded() || STARTED.matcher(log()).find());
            assertThat(hasEnded()).as(this::log).isFalse();
            return this;
        } catch (Throwable failure) {
            close();
            throw failure;
        }
    }

    /// As Maven named it.
    static Path jar() {
        return Path.of(Objects.requireNonNull(
                System.getProperty("contact-status.jar"), "the jar to be tested: run ./mvnw verify"));
    }

    Service service() {
        var found = PORT.matcher(log());
        assertThat(found.find()).as("the log tells the port").isTrue();
        return new Service(URI.create("http://127.0.0.1:" + found.group(1)));
    }

    String log() {
        try {
            return Files.readString(log);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    boolean hasEnded() {
        return !process.isAlive();
    }

    int exitCode() {
        await().atMost(LONGEST_START).until(this::hasEnded);
        return process.exitValue();
    }

    /// `kill -9`: nothing is finished, nobody is told.
    void kill() {
        process.destroyForcibly();
        await().until(this::hasEnded);
    }

    @Override
    public void close() {
        kill();
    }
}
