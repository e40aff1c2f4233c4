package io.contactstatus.security;

import io.contactstatus.security.ApiSecurityProperties.ApiKey;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.GrantedAuthority;

/// The configured keys, by digest.
class ApiKeys {

    private final List<Known> keys;

    ApiKeys(List<ApiKey> keys, ConnectInstances instances) {
        this.keys = keys.stream().map(key -> Known.of(key, instances)).toList();
    }

    /// What does not change from request to request.
    private record Known(byte[] digest, String name, Set<GrantedAuthority> grants) {

        static Known of(ApiKey key, ConnectInstances instances) {
            var visible = key.instances() == null ? VisibleInstances.ALL : instances.visible(key.instances());
            var grants = Grants.of(key.scopes().stream().map(Scope::granted).toList(), visible);
            return new Known(HexFormat.of().parseHex(key.sha256()), key.name(), grants);
        }

        Authentication caller() {
            return UsernamePasswordAuthenticationToken.authenticated(name, null, grants);
        }
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /// The caller with this key. Every digest is compared, each in constant time, so the duration leaks nothing.
    Optional<Authentication> callerWith(String key) {
        var digest = sha256(key);
        Known found = null;
        for (var known : keys) {
            if (MessageDigest.isEqual(digest, known.digest())) {
                found = known;
            }
        }
        return Optional.ofNullable(found).map(Known::caller);
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
