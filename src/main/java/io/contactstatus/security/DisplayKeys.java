package io.contactstatus.security;

import io.contactstatus.security.ApiSecurityProperties.Display;
import io.contactstatus.visibility.ConnectInstances;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.security.core.Authentication;

/// The keys of displays. They are no API keys: the API does not know them.
final class DisplayKeys {

    private final List<Display> displays;
    private final ConnectInstances instances;

    DisplayKeys(List<Display> displays, ConnectInstances instances) {
        this.displays = displays;
        this.instances = instances;
    }

    /// @param filter parameters that its requests have, whatever they were sent with
    record Screen(Authentication caller, Map<String, String[]> filter) {}

    /// The display with this key. All are compared, as those of the API are.
    Optional<Screen> with(String key) {
        return displays.stream()
                .flatMap(display -> new ApiKeys(List.of(display.key()), instances)
                        .callerWith(key).map(caller -> new Screen(caller, parameters(display))).stream())
                .reduce((one, other) -> one);
    }

    private static Map<String, String[]> parameters(Display display) {
        return Arrays.stream(display.filter().split("&"))
                .filter(part -> !part.isEmpty())
                .map(part -> part.split("=", 2))
                .collect(Collectors.toMap(
                        part -> part[0],
                        part -> new String[] {URLDecoder.decode(part[1], StandardCharsets.UTF_8)},
                        (one, other) -> one));
    }
}
