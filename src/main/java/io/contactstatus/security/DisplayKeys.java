package io.contactstatus.security;

import io.contactstatus.security.ApiSecurityProperties.Display;
import io.contactstatus.visibility.ConnectInstances;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
        var parameters = new HashMap<String, String[]>();
        DisplayFilter.of(display.filter()).forEach((name, value) -> parameters.put(name, new String[] {value}));
        return parameters;
    }
}
