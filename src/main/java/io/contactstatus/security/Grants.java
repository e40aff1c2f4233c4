package io.contactstatus.security;

import io.contactstatus.visibility.VisibleInstances;
import java.util.Collection;
import java.util.HashSet;
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
        // For each request.
        var ids = new HashSet<String>();
        for (var granted : caller.getAuthorities()) {
            var name = granted.getAuthority();
            if (EVERY.equals(name)) {
                return VisibleInstances.ALL;
            }
            if (name != null && name.startsWith(INSTANCE)) {
                ids.add(name.substring(INSTANCE.length()));
            }
        }
        return new VisibleInstances(ids);
    }
}
