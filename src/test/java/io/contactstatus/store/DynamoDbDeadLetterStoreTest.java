package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DynamoDbDeadLetterStoreTest {

    private final MovingClock clock = new MovingClock(Instant.parse("2026-01-05T12:00:00Z"));
    private final DeadLetterStore letters = TestStores.over(
                    LocalDynamoDb.shared().client(), LocalDynamoDb.freshPrefix(), new SimpleMeterRegistry(), clock)
            .deadLetters();

    private String keep(String payload) {
        return letters.keep("not JSON", "http", "body", payload.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void givesALetterBackAsItCame() {
        var id = keep("{oops");

        var letter = letters.find(id).orElseThrow();

        assertThat(letter.payload()).asString().isEqualTo("{oops");
        assertThat(letter.reason()).isEqualTo("not JSON");
        assertThat(letter.pipe()).isEqualTo("http");
        assertThat(letter.position()).isEqualTo("body");
        assertThat(letter.size()).isEqualTo(5);
        assertThat(letter.receivedAt()).isEqualTo(clock.instant());
    }

    @Test
    void keepsAPayloadLargerThanAnItem() {
        var payload = new byte[3 * 1024 * 1024];
        new Random(7).nextBytes(payload);

        var id = letters.keep("larger than a record may be", "kinesis", "shard/1", payload);

        assertThat(letters.find(id).orElseThrow().payload()).isEqualTo(payload);
    }

    @Test
    void keepsManyAtOnceAndOneThatIsAmongThemTwiceOnce() {
        var many = IntStream.range(0, 60)
                .mapToObj(number -> new NewDeadLetter("not JSON", "http", "body", new byte[] {(byte) (number % 59)}, 3))
                .toList();

        var ids = letters.keepAll(many);

        assertThat(Set.copyOf(ids)).hasSize(59);
        assertThat(letters.newest(100, null).items())
                .hasSize(59)
                .extracting(DeadLetter::count)
                .containsOnly(3);
        assertThat(letters.find(ids.get(7)).orElseThrow().payload()).containsExactly(7);
    }

    @Test
    void keepsAnEmptyPayload() {
        assertThat(letters.find(keep("")).orElseThrow().payload()).isEmpty();
    }

    @Test
    void listsNewestFirstPageByPageWithoutPayloads() {
        var kept = new ArrayList<String>();
        for (var number = 0; number < 11; number++) {
            kept.add(keep("letter " + number));
            clock.pass(Duration.ofSeconds(1));
        }

        var listed = new ArrayList<String>();
        String from = null;
        do {
            var page = letters.newest(4, from);
            page.items().forEach(letter -> {
                assertThat(letter.payload()).isEmpty();
                listed.add(letter.id());
            });
            from = page.next();
        } while (from != null);

        Collections.reverse(kept);
        assertThat(listed).isEqualTo(kept);
    }

    @Test
    void deletesALetterOnce() {
        var id = keep("gone");

        assertThat(letters.delete(id)).isTrue();
        assertThat(letters.delete(id)).isFalse();
        assertThat(letters.find(id)).isEmpty();
        assertThat(letters.newest(10, null).items()).isEmpty();
    }

    @Test
    void forgetsALetterAfterItsTime() {
        var id = keep("old");

        clock.pass(Duration.ofDays(14));

        assertThat(letters.find(id)).isEmpty();
        assertThat(letters.newest(10, null).items()).isEmpty();
    }
}
