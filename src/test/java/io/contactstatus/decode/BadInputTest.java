package io.contactstatus.decode;

import static io.contactstatus.decode.Payloads.DECODER;
import static io.contactstatus.decode.Payloads.base64;
import static io.contactstatus.decode.Payloads.bytes;
import static io.contactstatus.decode.Payloads.gzip;
import static io.contactstatus.decode.Payloads.json;
import static io.contactstatus.decode.Payloads.malformed;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.decode.DecodeProperties.Ingest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class BadInputTest {

    /// Is in every payload here, and may be in no reason.
    private static final String SECRET = "Secret4711";

    private static final String EVENT = json("{'id':'1','detail-type':'Amazon Connect Contact Event',"
            + "'detail':{'contactId':'$CONTACT','eventType':'QUEUED','text':'" + SECRET + "'}}");

    static Stream<Arguments> garbage() {
        var truncatedGzip = gzip(bytes(EVENT));
        return Stream.of(
                Arguments.of("JSON ends in the middle", bytes(EVENT.substring(0, EVENT.length() - 3))),
                Arguments.of("JSON ends in the middle", bytes(EVENT.substring(0, EVENT.length() / 2))),
                Arguments.of("nested too deeply", bytes("{\"" + SECRET + "\":" + "[".repeat(5000))),
                Arguments.of(
                        "nested too deeply", bytes("{\"a\":".repeat(200) + "\"" + SECRET + "\"" + "}".repeat(200))),
                Arguments.of("too large", bytes("{\"" + SECRET + "\":" + "9".repeat(1000) + "}")),
                Arguments.of("not UTF-8", EVENT.replace("QUEUED", "QUÉUED").getBytes(StandardCharsets.ISO_8859_1)),
                Arguments.of("not UTF-8", EVENT.getBytes(StandardCharsets.UTF_16)),
                Arguments.of("not UTF-8", EVENT.getBytes(StandardCharsets.UTF_16LE)),
                Arguments.of("not valid JSON", bytes(SECRET)),
                Arguments.of("not valid JSON", bytes("<html>" + SECRET + "</html>")),
                Arguments.of("not valid JSON", bytes("{\"" + SECRET + "\": NaN}")),
                Arguments.of("not valid JSON", bytes("{'" + SECRET + "': 1}")),
                Arguments.of("not valid JSON", bytes("{\"a\": 1, // " + SECRET + "\n}")),
                Arguments.of("no known kind", bytes("{\"a\":\"" + SECRET + "\"}")),
                Arguments.of("no known kind", bytes("\"" + SECRET + "\"")),
                Arguments.of("no known kind", bytes("4711")),
                Arguments.of("no known kind", bytes("null")),
                Arguments.of("no known kind", bytes("{}")),
                Arguments.of("damaged compression", Arrays.copyOf(truncatedGzip, truncatedGzip.length - 5)),
                Arguments.of("damaged compression", Arrays.copyOf(truncatedGzip, 12)),
                Arguments.of("damaged compression", Arrays.copyOf(truncatedGzip, 2)),
                Arguments.of("damaged compression", new byte[] {0x78, (byte) 0x9c, 1, 2, 3}));
    }

    @ParameterizedTest
    @MethodSource("garbage")
    void saysWhyItCannotReadWithoutQuotingIt(String reason, byte[] payload) {
        var decoded = DECODER.decode(payload);

        assertThat(decoded).hasSize(1);
        assertThat(malformed(decoded.getFirst()).reason()).contains(reason).doesNotContain(SECRET, "Secret", "QU");
        assertThat(malformed(decoded.getFirst()).payload()).isEqualTo(payload);
    }

    @Test
    void tellsWhereTheDamageIs() {
        assertThat(malformed(DECODER.decode(bytes("{\"abc\": oops}")).getFirst())
                        .reason())
                .isEqualTo("not valid JSON at byte 8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n", "[]", " [ ] "})
    void ignoresPayloadsThatHoldNothing(String nothing) {
        assertThat(DECODER.decode(bytes(nothing))).containsExactly(new Decoded.Ignored("empty"));
    }

    @Test
    void refusesARecordThatIsTooLarge() {
        var decoder = bounded(100, 1000);
        var payload = bytes(EVENT + " ".repeat(200));

        assertThat(malformed(decoder.decode(payload).getFirst()))
                .isEqualTo(new Decoded.Malformed("larger than a record may be", payload));
    }

    @Test
    void refusesToInflateABomb() {
        var bomb = gzip(new byte[50_000_000]);

        var malformed = malformed(DECODER.decode(bomb).getFirst());

        assertThat(malformed.reason()).isEqualTo("inflates to too much");
        assertThat(malformed.payload()).isEqualTo(bomb);
    }

    @Test
    void refusesABombThatIsSpreadOverManyRecords() {
        var decoder = bounded(100_000, 10_000);
        var part = base64(gzip(bytes(" ".repeat(6_000))));

        var decoded = decoder.decode(bytes(json("{'records':[{'data':'" + part + "'},{'data':'" + part + "'}]}")));

        assertThat(decoded.getFirst()).isEqualTo(new Decoded.Ignored("empty"));
        assertThat(malformed(decoded.getLast()).reason()).isEqualTo("inflates to too much");
    }

    @Test
    void givesUpOnAPayloadOfNothingButDamage() {
        var decoded = DECODER.decode(bytes("} ".repeat(100_000)));

        assertThat(decoded).hasSizeLessThan(2_000);
        assertThat(malformed(decoded.getLast()).reason()).isEqualTo("too much in one payload");
    }

    @Test
    void givesUpOnAPayloadOfCountlessValues() {
        var decoded = DECODER.decode(bytes("1 ".repeat(JsonValues.MOST_VALUES + 10)));

        assertThat(decoded).hasSizeLessThan(JsonValues.MOST_VALUES + 10);
        assertThat(malformed(decoded.getLast()).reason()).isEqualTo("too much in one payload");
    }

    @Test
    void answersWhateverIsDoneToARecord() {
        var random = new Random(4711);
        var whole = bytes(EVENT + EVENT);
        for (var round = 0; round < 5_000; round++) {
            var broken = whole.clone();
            for (var change = random.nextInt(4); change >= 0; change--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            }

            var decoded = DECODER.decode(broken);

            assertThat(decoded).isNotEmpty();
            assertThat(decoded).allSatisfy(BadInputTest::quotesNothing);
        }
    }

    private static void quotesNothing(Decoded decoded) {
        if (decoded instanceof Decoded.Malformed malformed) {
            assertThat(malformed.reason()).doesNotContain("Secret");
        }
    }

    private static RecordDecoder bounded(long record, long inflated) {
        return new RecordDecoder(new DecodeProperties(
                null,
                new Ingest(DataSize.ofBytes(record), DataSize.ofBytes(inflated)),
                new DecodeProperties.Transcripts(StoredWords.REDACTED)));
    }
}
