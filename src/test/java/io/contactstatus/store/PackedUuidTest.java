package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PackedUuidTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00000000-0000-0000-0000-000000000000",
                "ffffffff-ffff-ffff-ffff-ffffffffffff",
                "7fffffff-ffff-ffff-8000-000000000000",
                "80000000-0000-0000-7fff-ffffffffffff",
                "221ffef3-3f2b-82c6-6a70-017fe521b62f"
            })
    void givesAUuidBackThatItPacked(String uuid) {
        assertThat(PackedUuid.packed(uuid)).hasSize(20).matches("[ -~]*");
        assertThat(PackedUuid.unpacked(PackedUuid.packed(uuid))).isEqualTo(uuid);
    }

    @Test
    void findsAUuidOnlyAtTheEndAndOnlyAsItIsWrittenBack() {
        assertThat(PackedUuid.startIn("flow/221ffef3-3f2b-82c6-6a70-017fe521b62f"))
                .isEqualTo(5);
        assertThat(PackedUuid.startIn("221ffef3-3f2b-82c6-6a70-017fe521b62f")).isZero();
        for (var other : new String[] {
            "",
            "Welcome",
            "221FFEF3-3f2b-82c6-6a70-017fe521b62f",
            "221ffef3-3f2b-82c6-6a70-017fe521b62f/x",
            "221ffef3-3f2b-82c6-6a70-017fe521b62f\n"
        }) {
            assertThat(PackedUuid.startIn(other)).as(other).isEqualTo(other.length());
        }
    }
}
