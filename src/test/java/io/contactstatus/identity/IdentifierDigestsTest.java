package io.contactstatus.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class IdentifierDigestsTest {

    private static final String OLD = "o".repeat(32);
    private static final String NEW = "n".repeat(32);

    private static List<String> digests(String... secrets) {
        return new IdentifierDigests(new IdentifierDigestProperties(List.of(secrets))).of("+819012345678");
    }

    /// `printf %s +819012345678 | openssl dgst -sha256 -hmac oooooooooooooooooooooooooooooooo`
    @Test
    void areWhatOpensslSays() {
        assertThat(digests(OLD)).containsExactly("f756c69c5592f7b4fda8fda153008ab2af0c0aaf293ab35f1080af6e4c311a99");
    }

    @Test
    void areByBothSecretsWhileOneTakesTheOthersPlace() {
        assertThat(digests(NEW, OLD))
                .containsExactly(digests(NEW).getFirst(), digests(OLD).getFirst());
    }

    @Test
    void cannotBeComparedWithThoseOfAnotherProcessWithoutASecret() {
        assertThat(digests()).hasSize(1).isNotEqualTo(digests());
    }
}
