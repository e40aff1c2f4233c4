package io.contactstatus.security;

import io.contactstatus.web.GuardedService;
import io.contactstatus.web.Records;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.boot.webmvc.error.ErrorController;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/// The service with all that it can have, with a key for each scope, and for each role a key that is limited to either
/// of two instances.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "contact-status.logs.enabled=true",
            "contact-status.backfill.enabled=true",
            "contact-status.archive.enabled=true",
            "contact-status.archive.after=0s",
            "contact-status.media.enabled=true",
            "contact-status.media.retention=1d",
            "contact-status.media.stream-prefix=none-",
            "contact-status.media.bucket=none",
            "contact-status.media.bucket-endpoint=http://127.0.0.1:9",
            "contact-status.security.lookup-scope=required",
            "contact-status.instances[0].arn=" + Records.INSTANCE,
            "contact-status.instances[0].alias=sunrise",
            "contact-status.instances[0].default-region=JP",
            "contact-status.instances[1].arn=" + DoorService.SUNSET,
            "contact-status.instances[1].alias=sunset",
            "contact-status.instances[1].default-region=US"
        })
@ContextConfiguration(initializers = DoorService.Keys.class)
public @interface DoorService {

    String SUNSET = "arn:aws:connect:us-east-1:210987654321:instance/77c1b2a4-9d3e-4c5f-8a6b-1f2e3d4c5b6a";

    /// Everything, of all instances.
    String UNLIMITED = "the-key-that-opens-everything-everywhere";

    /// What callers are given together.
    enum Role {
        ALL(EnumSet.allOf(Scope.class)),
        READER(EnumSet.of(Scope.CONTACTS_READ)),
        SUPERVISOR(EnumSet.of(
                Scope.CONTACTS_READ,
                Scope.PII_READ,
                Scope.RECORDINGS_READ,
                Scope.RECORDINGS_DOWNLOAD,
                Scope.TRANSCRIPTS_READ)),
        FLOW(EnumSet.of(Scope.CONTACTS_READ, Scope.CONTACTS_WRITE, Scope.CONTACTS_CONTROL, Scope.CUSTOMERS_LOOKUP));

        private final String scopes;

        Role(Set<Scope> scopes) {
            this.scopes = Keys.words(scopes);
        }

        /// @param instance its alias
        String key(String instance) {
            return "the-key-of-" + name() + "-for-" + instance;
        }
    }

    final class Doors {

        /// Key of a screen that shows one queue of sunrise.
        static final String DISPLAY = "the-key-of-a-display";

        private Doors() {}

        static String key(Scope scope) {
            return "the-key-that-opens-" + scope.name();
        }

        /// Of controllers of ours, as `GET /ui/board`. One for all methods stands for `GET`.
        static List<String> mapped(RequestMappingHandlerMapping mappings) {
            return mappings.getHandlerMethods().entrySet().stream()
                    .filter(mapping ->
                            mapping.getValue().getBeanType().getName().startsWith("io.contactstatus.")
                                    && !ErrorController.class.isAssignableFrom(
                                            mapping.getValue().getBeanType()))
                    .flatMap(mapping -> {
                        var methods = mapping.getKey().getMethodsCondition().getMethods();
                        var names = methods.isEmpty()
                                ? List.of("GET")
                                : methods.stream().map(Enum::name).toList();
                        return mapping.getKey().getPatternValues().stream()
                                .flatMap(pattern -> names.stream().map(name -> name + " " + pattern));
                    })
                    // Nothing but the forward leads there.
                    .filter(operation -> !operation.endsWith(" " + PageDenial.UNKNOWN_PAGE))
                    .sorted()
                    .toList();
        }
    }

    class Keys implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        private final List<String> properties = new ArrayList<>();
        private int index;

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            properties.addAll(GuardedService.Start.withoutKeys());
            properties.add("contact-status.archive.directory=" + directory());
            for (var scope : Scope.values()) {
                add("only " + scope.word(), Doors.key(scope), scope.word(), "");
            }
            properties.add("contact-status.security.displays[0].name=" + Doors.DISPLAY);
            properties.add("contact-status.security.displays[0].sha256=" + sha256(Doors.DISPLAY));
            properties.add("contact-status.security.displays[0].filter=queue=Hinode%20billing");
            properties.add("contact-status.security.displays[0].instances=sunrise");
            add("unlimited", UNLIMITED, words(EnumSet.allOf(Scope.class)), "");
            for (var role : Role.values()) {
                add(role + " of sunrise", role.key("sunrise"), role.scopes, "sunrise");
                add(role + " of sunset", role.key("sunset"), role.scopes, SUNSET);
            }
            TestPropertyValues.of(properties).applyTo(context);
        }

        private static Path directory() {
            try {
                return Files.createTempDirectory(Files.createDirectories(Path.of("target")), "archive-");
            } catch (IOException exception) {
                throw new UncheckedIOException(exception);
            }
        }

        private void add(String name, String key, String scopes, String instance) {
            var prefix = "contact-status.security.api-keys[" + index++ + "].";
            properties.add(prefix + "name=" + name);
            properties.add(prefix + "sha256=" + sha256(key));
            properties.add(prefix + "scopes=" + scopes);
            if (!instance.isEmpty()) {
                properties.add(prefix + "instances=" + instance);
            }
        }

        private static String words(Set<Scope> scopes) {
            return scopes.stream().map(Scope::word).collect(Collectors.joining(","));
        }

        private static String sha256(String key) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
