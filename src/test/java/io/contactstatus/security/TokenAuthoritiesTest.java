package io.contactstatus.security;

import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.ConnectInstances.ConnectInstance;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.GrantedAuthority;
import org.springframework.security.oauth2.jwt.Jwt;

class TokenAuthoritiesTest {

    private static final ConnectInstances INSTANCES = new ConnectInstances(
            List.of(new ConnectInstance("e", "east", null, UTC), new ConnectInstance("w", "west", null, UTC)));

    @Test
    void areTheScopesOfAllInstancesWhereNoClaimIsConfigured() {
        assertThat(granted(null, "contacts:read admin", Map.of("sites", "east")))
                .containsExactlyInAnyOrder("SCOPE_contacts:read", "SCOPE_admin", "INSTANCE_*");
    }

    @Test
    void areOfTheInstancesThatTheClaimNamesInAListOrInOneString() {
        assertThat(granted("sites", "contacts:read", Map.of("sites", List.of("east", "w"))))
                .containsExactlyInAnyOrder("SCOPE_contacts:read", "INSTANCE_e", "INSTANCE_w");
        assertThat(granted("sites", "contacts:read", Map.of("sites", " west  east west ")))
                .containsExactlyInAnyOrder("SCOPE_contacts:read", "INSTANCE_e", "INSTANCE_w");
        assertThat(granted("sites", "contacts:read", Map.of("sites", List.of("*"))))
                .containsExactlyInAnyOrder("SCOPE_contacts:read", "INSTANCE_*");
    }

    @Test
    void areOfNoInstanceWithoutTheClaimOrWithAStrangeOne() {
        for (var claims : List.<Map<String, Object>>of(
                Map.of(),
                Map.of("groups", "east"),
                Map.of("sites", ""),
                Map.of("sites", List.of()),
                Map.of("sites", List.of("noon")),
                Map.of("sites", List.of(List.of("east"), 1)),
                Map.of("sites", Map.of("east", true)),
                Map.of("sites", 1))) {
            assertThat(granted("sites", "contacts:read", claims))
                    .as("%s", claims)
                    .containsExactly("SCOPE_contacts:read");
        }
    }

    @Test
    void areNeverThoseOfAllInstancesTogetherForWhoSeesSomeOfThem() {
        assertThat(granted("sites", "contacts:read admin", Map.of("sites", List.of("east", "west"))))
                .doesNotContain("SCOPE_admin");
        assertThat(granted("sites", "admin", Map.of())).isEmpty();
        assertThat(granted("sites", "admin", Map.of("sites", "*"))).contains("SCOPE_admin");
    }

    private static List<String> granted(@Nullable String claim, String scopes, Map<String, Object> claims) {
        var token = Jwt.withTokenValue("t")
                .header("alg", "none")
                .claim("scope", scopes)
                .claims(all -> all.putAll(claims))
                .build();
        return new TokenAuthorities(claim, INSTANCES)
                .convert(token).stream().map(GrantedAuthority::getAuthority).toList();
    }
}
