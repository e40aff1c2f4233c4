package io.contactstatus.packaged;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/// The services of a Compose file.
record Composition(Map<String, ComposedService> services) {

    private static final String SERVICES = "services.";

    static Composition of(String file) {
        var services = new TreeMap<String, Map<String, String>>();
        Written.yaml(file).forEach((key, value) -> {
            if (key.startsWith(SERVICES)) {
                var name = key.substring(SERVICES.length()).split("\\.", 2);
                services.computeIfAbsent(name[0], any -> new TreeMap<>()).put(name[1], value);
            }
        });
        var all = new TreeMap<String, ComposedService>();
        services.forEach((name, settings) -> all.put(name, new ComposedService(settings)));
        return new Composition(all);
    }

    /// Those that run the image that is built here.
    List<ComposedService> ours() {
        return services.values().stream().filter(ComposedService::isOurs).toList();
    }

    Stream<String> foreignImages() {
        return services.values().stream()
                .filter(service -> !service.isOurs() && !service.isStandInOfOurs())
                .map(service -> service.settings().get("image"))
                .flatMap(Stream::ofNullable);
    }

    record ComposedService(Map<String, String> settings) {

        private static final String ENVIRONMENT = "environment.";

        boolean isOurs() {
            return settings.getOrDefault("image", "").startsWith("contact-status:");
        }

        /// Built here as well, of the tests.
        boolean isStandInOfOurs() {
            return settings.getOrDefault("image", "").startsWith("contact-status-stand-in:");
        }

        Map<String, String> environment() {
            var environment = new TreeMap<String, String>();
            settings.forEach((key, value) -> {
                if (key.startsWith(ENVIRONMENT)) {
                    environment.put(key.substring(ENVIRONMENT.length()), value);
                }
            });
            return environment;
        }

        List<String> list(String name) {
            return settings.entrySet().stream()
                    .filter(entry -> entry.getKey().matches(name + "\\[\\d+]"))
                    .map(Map.Entry::getValue)
                    .toList();
        }
    }
}
