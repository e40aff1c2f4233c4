package io.contactstatus.security;

import io.contactstatus.visibility.VisibleInstances;
import java.util.Collection;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;

/// What a caller is granted: scopes, and the instances that they see. Both are authorities, so that a session keeps
/// them and a token brings them.
///
/// Dead letters, jobs, metrics and erasures are of all instances together: who sees only some of them is never granted
/// `admin`.
final class Grants {

    private static final String INSTANCE = "INSTANCE_";
    private static final String EVERY = INSTANCE + "*";

    private Grants() {}

    static Set<GrantedAuthority> of(Collection<GrantedAuthority> scopes, VisibleInstances visible) {
        var shown = visible.ids() == null
                ? Stream.of(EVERY)
                : visible.ids().stream().map(id -> INSTANCE + id);
        return Stream.concat(
                        scopes.stream().filter(scope -> visible.areAll() || !isAdmin(scope)),
                        shown.map(SimpleGrantedAuthority::new))
                .collect(Collectors.toUnmodifiableSet());
    }

    private static boolean isAdmin(GrantedAuthority scope) {
        return Scope.ADMIN.authority().equals(scope.getAuthority());
    }

    /// Of a caller to whom nothing was granted, none.
    static VisibleInstances instances(@Nullable Authentication caller) {
        if (caller == null) {
            return VisibleInstances.NONE;
        }
        var named = caller.getAuthorities().stream()
                .map(GrantedAuthority::getAuthority)
                .filter(Objects::nonNull)
                .filter(name -> name.startsWith(INSTANCE))
                .collect(Collectors.toSet());
        return named.contains(EVERY)
                ? VisibleInstances.ALL
                : new VisibleInstances(named.stream()
                        .map(name -> name.substring(INSTANCE.length()))
                        .collect(Collectors.toSet()));
    }
}
