package io.contactstatus.media.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.contactstatus.contact.Talk;
import io.contactstatus.media.matroska.Side;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SpectrumTest {

    @Test
    void aToneOfOneKilohertzAtMinusSixDbfsIsBar16At239() {
        var tone = tone(1_000, Math.pow(10, -6 / 20.0), 512);

        var bars = Spectrum.bars(tone, 0);

        assertThat(bars).hasSize(64);
        assertThat(bars[16]).isCloseTo(239, within(1));
        for (var bar = 0; bar < 64; bar++) {
            if (Math.abs(bar - 16) > 1) {
                assertThat(bars[bar]).as("bar %d", bar).isLessThan(60);
            }
        }
        assertThat(Level.db(tone, 0, 512)).isCloseTo(-6, within(0.01));
    }

    @Test
    void silenceHasNoBars() {
        assertThat(Spectrum.bars(new byte[1024], 0)).containsOnly(0);
        assertThat(Level.db(new byte[1024], 0, 512)).isEqualTo(-96);
    }

    @Test
    void whatIsMissingOfAFrameIsSilence() {
        assertThat(Spectrum.bars(tone(1_000, 1, 100), 0)[16]).isPositive();
        assertThat(Spectrum.bars(new byte[0], 0)).containsOnly(0);
    }

    @Test
    void speechIsLouderThanMinus45DbfsFor200Milliseconds() {
        var speech = new Speech();
        speech.add(new SampleSpan(Side.CUSTOMER, 0, new byte[16_000]));
        speech.add(new SampleSpan(Side.CUSTOMER, 8_000, tone(500, 0.1, 8_000)));
        speech.add(new SampleSpan(Side.CUSTOMER, 16_000, new byte[16_000]));
        speech.add(new SampleSpan(Side.CUSTOMER, 24_000, tone(500, 0.1, 800)));
        speech.add(new SampleSpan(Side.CUSTOMER, 24_800, tone(500, 0.001, 8_000)));

        assertThat(speech.utterances()).hasSize(1);
        var only = speech.utterances().getFirst();
        assertThat(only.from()).isCloseTo(8_000, within(256L));
        assertThat(only.to()).isCloseTo(16_000, within(256L));
    }

    @Test
    void talkIsWhoSpokeHowMuch() {
        var customer = List.of(new SampleRange(0, 80_000), new SampleRange(160_000, 176_000));
        var agent = List.of(new SampleRange(64_000, 96_000));

        assertThat(Turns.talk(customer, agent, 240_000)).isEqualTo(new Talk(12, 4, 2, 16, 8));
        assertThat(Turns.talk(customer, Turns.cut(agent, List.of(new SampleRange(80_000, 88_000))), 240_000)
                        .agentSeconds())
                .isEqualTo(1);
    }

    private static byte[] tone(double hertz, double amplitude, int samples) {
        var bytes = ByteBuffer.allocate(samples * 2).order(ByteOrder.LITTLE_ENDIAN);
        for (var i = 0; i < samples; i++) {
            bytes.putShort((short) Math.clamp(
                    Math.round(32_768 * amplitude * Math.sin(2 * Math.PI * hertz * i / Pcm.PER_SECOND)),
                    Short.MIN_VALUE,
                    Short.MAX_VALUE));
        }
        return bytes.array();
    }

    @Test
    void whetherSamplesAreLouderIsWhatTheirLevelSays() {
        var random = new Random(11);
        for (var round = 0; round < 2_000; round++) {
            var samples = new byte[2 * (1 + random.nextInt(300))];
            var amplitude = Math.pow(10, -random.nextDouble() * 4.6) * 32_767;
            for (var i = 0; i < samples.length / 2; i++) {
                var sample = (short) ((random.nextDouble() * 2 - 1) * amplitude);
                samples[2 * i] = (byte) sample;
                samples[2 * i + 1] = (byte) (sample >> 8);
            }
            assertThat(Level.isLouder(samples, 0, samples.length / 2, -45))
                    .isEqualTo(Level.db(samples, 0, samples.length / 2) > -45);
        }
    }
}
