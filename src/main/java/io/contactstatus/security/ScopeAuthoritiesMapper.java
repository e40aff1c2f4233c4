package io.contactstatus.security;

import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.mapping.GrantedAuthoritiesMapper;
import org.springframework.security.oauth2.core.user.OAuth2UserAuthority;

/// Maps a provider's claims or scopes to our scopes; unknown values are ignored.
///
/// As soon as one mapping is configured, only mapped values count: otherwise a group that happens to be called
/// `admin` would get that scope.
class ScopeAuthoritiesMapper implements GrantedAuthoritiesMapper {

    private static final String GRANTED = "SCOPE_";

    private final LoginProperties properties;
    private final ConnectInstances instances;

    ScopeAuthoritiesMapper(LoginProperties properties, ConnectInstances instances) {
        this.properties = properties;
        this.instances = instances;
    }

    @Override
    public Collection<? extends GrantedAuthority> mapAuthorities(Collection<? extends GrantedAuthority> authorities) {
        var claim = properties.rightsClaim();
        var said = (claim == null ? scopes(authorities) : claimed(authorities, claim)).toList();
        var rights = EnumSet.noneOf(Scope.class);
        said.stream().map(this::meaning).forEach(rights::addAll);
        return Grants.of(rights.stream().map(Scope::granted).toList(), visible(said));
    }

    private VisibleInstances visible(List<String> said) {
        if (properties.instances().isEmpty()) {
            return VisibleInstances.ALL;
        }
        return said.stream()
                .map(value -> properties.instances().getOrDefault(value, Set.of()))
                .map(instances::visible)
                .reduce(VisibleInstances.NONE, VisibleInstances::or);
    }

    private Set<Scope> meaning(String value) {
        if (!properties.rights().isEmpty()) {
            return properties.rights().getOrDefault(value, Set.of());
        }
        return Scope.named(value).map(Set::of).orElse(Set.of());
    }

    private static Stream<String> scopes(Collection<? extends GrantedAuthority> authorities) {
        return authorities.stream()
                .filter(authority -> !(authority instanceof OAuth2UserAuthority))
                .map(GrantedAuthority::getAuthority)
                .filter(authority -> authority != null && authority.startsWith(GRANTED))
                .map(authority -> authority.substring(GRANTED.length()));
    }

    private Stream<String> claimed(Collection<? extends GrantedAuthority> authorities, String claim) {
        return authorities.stream()
                .filter(OAuth2UserAuthority.class::isInstance)
                .map(OAuth2UserAuthority.class::cast)
                .flatMap(user -> values(user.getAttributes().get(claim)));
    }

    /// Scopes in one string are separated by spaces, as everywhere in OAuth2; a group name may contain spaces.
    private Stream<String> values(@Nullable Object claim) {
        return switch (claim) {
            case String text when properties.rights().isEmpty() -> Arrays.stream(text.split(" "));
            case String text -> Stream.of(text);
            case Collection<?> several ->
                several.stream().filter(String.class::isInstance).map(String.class::cast);
            case null, default -> Stream.empty();
        };
    }
}
