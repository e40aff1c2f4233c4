package io.contactstatus.packaged;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.springframework.beans.factory.config.YamlPropertiesFactoryBean;
import org.springframework.core.io.FileSystemResource;

/// Files of the project as they are written, read where the build runs.
final class Written {

    private Written() {}

    static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /// The first group of each match.
    static List<String> matches(String file, String pattern) {
        return Pattern.compile(pattern, Pattern.MULTILINE)
                .matcher(text(file))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /// Flattened, as Spring names properties.
    static Map<String, String> yaml(String file) {
        var yaml = new YamlPropertiesFactoryBean();
        yaml.setResources(new FileSystemResource(file));
        var flat = new TreeMap<String, String>();
        Objects.requireNonNull(yaml.getObject()).forEach((name, value) -> flat.put(name.toString(), value.toString()));
        return flat;
    }
}
