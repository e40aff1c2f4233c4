package io.contactstatus.security;

import static io.contactstatus.security.Scope.ADMIN;
import static io.contactstatus.security.Scope.CONTACTS_READ;
import static io.contactstatus.security.Scope.PII_READ;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.ConnectInstances.ConnectInstance;
import io.contactstatus.visibility.VisibleInstances;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.oauth2.core.user.OAuth2UserAuthority;

class ScopeAuthoritiesMapperTest {

    private static final Map<String, Set<Scope>> MEANINGS =
            Map.of("supervisors", Set.of(CONTACTS_READ, PII_READ), "night shift", Set.of(CONTACTS_READ));

    private static final ConnectInstances INSTANCES = new ConnectInstances(
            List.of(new ConnectInstance("e", "east", null, UTC), new ConnectInstance("w", "west", null, UTC)));

    @Test
    void areTheScopesGrantedWhereNoClaimIsConfigured() {
        assertThat(rights(null, Map.of(), user("roles", List.of("admin")), scope("contacts:read"), scope("openid")))
                .containsExactly("SCOPE_contacts:read");
    }

    @Test
    void areWhatTheScopesMeanWhereThatIsConfigured() {
        var meanings = Map.of("contact-status/read", Set.of(CONTACTS_READ));

        assertThat(rights(null, meanings, scope("contact-status/read"), scope("admin")))
                .containsExactly("SCOPE_contacts:read");
    }

    @Test
    void areInTheClaimAloneWhereOneIsConfigured() {
        assertThat(rights("roles", Map.of(), user("roles", List.of("contacts:read", "more")), scope("admin")))
                .containsExactly("SCOPE_contacts:read");
        assertThat(rights("roles", Map.of(), user("groups", List.of("admin")), scope("admin")))
                .isEmpty();
    }

    @Test
    void mayBeNamesOfScopesInOneString() {
        assertThat(rights("roles", Map.of(), user("roles", "contacts:read pii:read unknown")))
                .containsExactlyInAnyOrder("SCOPE_contacts:read", "SCOPE_pii:read");
    }

    @Test
    void areOnlyThoseOfValuesThatMeanSomething() {
        assertThat(rights("groups", MEANINGS, user("groups", List.of("supervisors", "admin", "contacts:write"))))
                .containsExactlyInAnyOrder("SCOPE_contacts:read", "SCOPE_pii:read");
        assertThat(rights("groups", MEANINGS, user("groups", "night shift"))).containsExactly("SCOPE_contacts:read");
        assertThat(rights("groups", MEANINGS, user("groups", "no supervisors"))).isEmpty();
        assertThat(rights("groups", MEANINGS, user("groups", "Supervisors"))).isEmpty();
    }

    @Test
    void areNoneWhereTheClaimIsNeitherAStringNorAList() {
        assertThat(rights("roles", Map.of(), user("roles", Map.of("admin", true))))
                .isEmpty();
        assertThat(rights("roles", Map.of(), user("roles", List.of(1, List.of("admin")))))
                .isEmpty();
    }

    @Test
    void areNoneOfThoseThatSomebodyHasElsewhere() {
        assertThat(rights(
                        null, Map.of(), new SimpleGrantedAuthority("ROLE_admin"), new SimpleGrantedAuthority("admin")))
                .isEmpty();
        assertThat(rights(null, Map.of("x", Set.of(ADMIN)), new SimpleGrantedAuthority("x")))
                .isEmpty();
    }

    @Test
    void showAllInstancesWhereNoneAreNamedForAnyone() {
        assertThat(instances(Map.of(), user("groups", "tokyo"))).isEqualTo(VisibleInstances.ALL);
    }

    @Test
    void showTheInstancesOfEachValueOfTheClaimAndNoneToOthers() {
        var instances = Map.of("tokyo", Set.of("east"), "osaka", Set.of("west"), "head office", Set.of("*"));

        assertThat(instances(instances, user("groups", "tokyo"))).isEqualTo(VisibleInstances.only("e"));
        assertThat(instances(instances, user("groups", List.of("tokyo", "osaka"))))
                .isEqualTo(new VisibleInstances(Set.of("e", "w")));
        assertThat(instances(instances, user("groups", List.of("tokyo", "head office"))))
                .isEqualTo(VisibleInstances.ALL);
        assertThat(instances(instances, user("groups", "nagoya"))).isEqualTo(VisibleInstances.NONE);
    }

    @Test
    void areNeverToAdministerForWhoSeesSomeInstancesOnly() {
        var properties = new LoginProperties(
                "groups",
                Map.of("tokyo", Set.of(ADMIN, PII_READ)),
                Map.of("tokyo", Set.of("east")),
                Duration.ofHours(1));

        assertThat(scopes(new ScopeAuthoritiesMapper(properties, INSTANCES), user("groups", "tokyo")))
                .containsExactly("SCOPE_pii:read");
    }

    private static VisibleInstances instances(Map<String, Set<String>> instances, GrantedAuthority authority) {
        var mapper = new ScopeAuthoritiesMapper(
                new LoginProperties("groups", Map.of(), instances, Duration.ofHours(1)), INSTANCES);
        return Grants.instances(UsernamePasswordAuthenticationToken.authenticated(
                "anyone", null, mapper.mapAuthorities(List.of(authority))));
    }

    private static List<String> rights(
            @Nullable String claim, Map<String, Set<Scope>> meanings, GrantedAuthority... authorities) {
        return scopes(
                new ScopeAuthoritiesMapper(
                        new LoginProperties(claim, meanings, Map.of(), Duration.ofHours(1)),
                        new ConnectInstances(List.of())),
                authorities);
    }

    private static List<String> scopes(ScopeAuthoritiesMapper mapper, GrantedAuthority... authorities) {
        return mapper.mapAuthorities(List.of(authorities)).stream()
                .map(granted -> String.valueOf(granted.getAuthority()))
                .filter(authority -> authority.startsWith("SCOPE_"))
                .toList();
    }

    private static GrantedAuthority user(String claim, Object value) {
        return new OAuth2UserAuthority(Map.of("sub", "1", claim, value));
    }

    private static GrantedAuthority scope(String scope) {
        return new SimpleGrantedAuthority("SCOPE_" + scope);
    }
}
