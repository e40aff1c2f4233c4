package io.contactstatus.security;

import java.util.List;
import java.util.Optional;

/// How people may log in to the pages.
///
/// Nothing is here in the profile `embedded`, where nobody has to; and where only tokens are configured: a browser has
/// none.
///
/// @param providers identity providers that they may be sent to
/// @param keys whether they may type an API key
public record WaysIn(List<Provider> providers, boolean keys) {

    static final WaysIn NONE = new WaysIn(List.of(), false);

    public WaysIn {
        providers = List.copyOf(providers);
    }

    public boolean none() {
        return providers.isEmpty() && !keys;
    }

    /// The provider that there is no choice about.
    public Optional<Provider> only() {
        return providers.size() == 1 && !keys ? Optional.of(providers.getFirst()) : Optional.empty();
    }

    /// @param name as people know it
    /// @param address where logging in there begins
    public record Provider(String name, String address) {}
}
