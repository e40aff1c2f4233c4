package io.contactstatus.security;

import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import java.util.Arrays;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.converter.Converter;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtGrantedAuthoritiesConverter;

/// What a token grants: its scopes, and the instances that its claim names. Where such a claim is set, a token without
/// it sees none.
///
/// @param claim null where tokens are not limited
record TokenAuthorities(@Nullable String claim, ConnectInstances instances)
        implements Converter<Jwt, Collection<GrantedAuthority>> {

    private static final JwtGrantedAuthoritiesConverter SCOPES = new JwtGrantedAuthoritiesConverter();

    @Override
    public Collection<GrantedAuthority> convert(Jwt token) {
        var visible = claim == null ? VisibleInstances.ALL : instances.visible(named(token.getClaim(claim)));
        return Grants.of(SCOPES.convert(token), visible);
    }

    /// Names in one string are separated by spaces, as scopes are.
    private static Set<String> named(@Nullable Object claimed) {
        return switch (claimed) {
            case String text -> Set.copyOf(Arrays.asList(text.strip().split(" +")));
            case Collection<?> several ->
                several.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .collect(Collectors.toSet());
            case null, default -> Set.of();
        };
    }
}
