package io.contactstatus.pages.streaming;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class PayloadTextTest {

    private static PayloadText of(String text) {
        return PayloadText.of(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void showsTextAsItCame() {
        assertThat(of("{\"名前\":\n\t\"<b>\"}")).isEqualTo(new PayloadText("{\"名前\":\n\t\"<b>\"}", false, true));
        assertThat(of("")).isEqualTo(new PayloadText("", false, true));
    }

    @Test
    void showsBytesOfWhatIsNoText() {
        var shown = PayloadText.of(new byte[] {0x1f, (byte) 0x8b, 'a', 0});

        assertThat(shown.binary()).isTrue();
        assertThat(shown.text()).startsWith("000000  1f 8b 61 00").endsWith("..a.");
        assertThat(of("a\u0000b").binary()).isTrue();
    }

    @Test
    void showsNoMoreThanSomebodyCouldRead() {
        var shown = of("x".repeat(64 * 1024 - 1) + "😀and more");

        assertThat(shown.whole()).isFalse();
        assertThat(shown.text()).hasSize(64 * 1024 - 1);
        assertThat(PayloadText.of(new byte[5000]).whole()).isFalse();
        assertThat(PayloadText.of(new byte[5000]).text().lines()).hasSize(128);
    }
}
