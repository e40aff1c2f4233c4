package io.contactstatus.contact;

import org.jspecify.annotations.Nullable;

/// The names of queues and agents that the contact's own sources have told.
final class ResourceNames {

    private final Registers<String> names;

    ResourceNames(LiveFacts live) {
        names = live.names();
    }

    @Nullable
    String of(@Nullable String arn) {
        if (arn == null) {
            return null;
        }
        var name = names.byKey().get(arn);
        return name != null
                ? name.value()
                : names.byKey().entrySet().stream()
                        .filter(named -> ResourceId.isSame(arn, named.getKey()))
                        .map(named -> named.getValue().value())
                        .findFirst()
                        .orElse(null);
    }
}
