package io.contactstatus.security;

import io.contactstatus.problems.InvalidParameter;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/// Refuses limits to instances that nothing is set for: their callers would see less than was meant, and
/// nothing would say so.
final class InstanceLimits {

    private InstanceLimits() {}

    static void check(ApiSecurityProperties api, LoginProperties login, ConnectInstances instances) {
        var ofKeys = api.apiKeys().stream()
                .map(ApiSecurityProperties.ApiKey::instances)
                .filter(Objects::nonNull);
        var ofDisplays = api.displays().stream()
                .map(ApiSecurityProperties.Display::instances)
                .filter(Objects::nonNull);
        Stream.<Set<String>>concat(Stream.concat(ofKeys, ofDisplays), login.instances().values().stream())
                .flatMap(Collection::stream)
                .filter(name -> !instances.isKnown(name))
                .findFirst()
                .ifPresent(name -> {
                    throw new InsecureConfigurationException(
                            "Callers are limited to the instance '" + name + "', which contact-status.instances does"
                                    + " not have.",
                            "Add it there with its arn and this alias, or correct"
                                    + " contact-status.security.api-keys[].instances, .displays[].instances and"
                                    + " contact-status.security.login.instances.");
                });
        api.displays().stream()
                .map(display -> DisplayFilter.of(display.filter()).get("instance"))
                .filter(Objects::nonNull)
                .forEach(name -> checkFilter(name, instances));
    }

    private static void checkFilter(String name, ConnectInstances instances) {
        try {
            instances.narrowed(VisibleInstances.ALL, name);
        } catch (InvalidParameter unknown) {
            throw new InsecureConfigurationException(
                    "A display is to show the instance '" + name + "', which is none that is known.",
                    "Add it to contact-status.instances, or correct contact-status.security.displays[].filter.");
        }
    }
}
