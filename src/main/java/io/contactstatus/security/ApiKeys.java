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
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/// The configured keys, by digest.
class ApiKeys {

    private final List<ApiKey> keys;
    private final ConnectInstances instances;

    ApiKeys(List<ApiKey> keys, ConnectInstances instances) {
        this.keys = keys;
        this.instances = instances;
    }

    boolean isEmpty() {
        return keys.isEmpty();
    }

    /// The caller with this key. Every digest is compared, each in constant time, so the duration leaks nothing.
    Optional<Authentication> callerWith(String key) {
        var digest = sha256(key);
        ApiKey found = null;
        for (var known : keys) {
            if (MessageDigest.isEqual(digest, HexFormat.of().parseHex(known.sha256()))) {
                found = known;
            }
        }
        return Optional.ofNullable(found).map(this::authenticated);
    }

    private Authentication authenticated(ApiKey key) {
        var visible = key.instances() == null ? VisibleInstances.ALL : instances.visible(key.instances());
        var authorities = Grants.of(key.scopes().stream().map(Scope::granted).toList(), visible);
        return UsernamePasswordAuthenticationToken.authenticated(key.name(), null, authorities);
    }

    private static byte[] sha256(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
