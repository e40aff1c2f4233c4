package io.contactstatus.packaged;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;

/// What can be set, by the names that it has in the environment. Only one spelling works there: dots and dashes
/// as underscores.
final class Settings {

    private Settings() {}

    static List<String> inTheEnvironment() {
        var listed = Written.yaml("src/main/resources/application.yml").keySet().stream();
        return Stream.concat(listed, bound())
                .map(name -> name.replaceAll("[.\\-\\[]", "_").replace("]", "").toUpperCase(Locale.ROOT))
                .distinct()
                .toList();
    }

    /// The name with the first place of each list in it, as it is in [#inTheEnvironment()].
    static String anyOf(String name) {
        return name.replaceAll("_\\d+(?=_|$)", "_0");
    }

    private static Stream<String> bound() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scanner.findCandidateComponents("io.contactstatus").stream()
                .map(found -> ClassUtils.resolveClassName(
                        Objects.requireNonNull(found.getBeanClassName()), Settings.class.getClassLoader()))
                .flatMap(type ->
                        names(type.getAnnotation(ConfigurationProperties.class).value(), type));
    }

    private static Stream<String> names(String prefix, Class<?> type) {
        return type.isRecord()
                ? Stream.of(type.getRecordComponents()).flatMap(component -> names(prefix, component))
                : Stream.of(prefix);
    }

    private static Stream<String> names(String prefix, RecordComponent component) {
        var name = prefix + "." + DataObjectPropertyName.toDashedForm(component.getName());
        return component.getGenericType() instanceof ParameterizedType list
                        && list.getActualTypeArguments()[0] instanceof Class<?> element
                ? Stream.concat(Stream.of(name), names(name + "[0]", element))
                : names(name, component.getType());
    }
}
