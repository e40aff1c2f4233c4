package io.contactstatus.visibility;

import io.contactstatus.identity.CustomerIdentifiers;
import org.springframework.stereotype.Component;

/// Reads the numbers that callers write without a country as their instances do.
@Component
public class CallerIdentifiers {

    private final CustomerIdentifiers identifiers;
    private final ConnectInstances instances;

    public CallerIdentifiers(CustomerIdentifiers identifiers, ConnectInstances instances) {
        this.identifiers = identifiers;
        this.instances = instances;
    }

    /// The first country in which the number is one counts. For those who see all instances that is the default one,
    /// for others those of their instances.
    public String normalised(String raw, VisibleInstances visible) {
        var regions = instances.defaultRegions(visible);
        return visible.areAll() || regions.isEmpty()
                ? identifiers.normalisedAtHomeOrIn(regions, raw)
                : identifiers.normalisedIn(regions, raw);
    }
}
