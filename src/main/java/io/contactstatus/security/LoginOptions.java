package io.contactstatus.security;

import java.util.List;
import java.util.Optional;

/// How people may log in to the pages.
///
/// Empty in the profile `embedded`, which needs no login, and where only tokens are configured: browsers send
/// none.
///
/// @param providers identity providers to log in at
/// @param keys whether an API key can be entered
/// @param displays whether the key of a display can be
public record LoginOptions(List<Provider> providers, boolean keys, boolean displays) {

    static final LoginOptions NONE = new LoginOptions(List.of(), false, false);

    public LoginOptions {
        providers = List.copyOf(providers);
    }

    public boolean none() {
        return noneForPeople() && !displays;
    }

    /// Displays get in to the wall alone.
    public boolean noneForPeople() {
        return providers.isEmpty() && !keys;
    }

    /// The provider when it is the only option.
    public Optional<Provider> only() {
        return providers.size() == 1 && !keys ? Optional.of(providers.getFirst()) : Optional.empty();
    }

    /// @param name shown to people
    /// @param address where the login starts
    public record Provider(String name, String address) {}
}
