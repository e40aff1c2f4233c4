package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.HistoryEntry;
import io.contactstatus.contact.Source;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StoreLimitsTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00.123Z");
    private static final byte[] KNOWN = "known".getBytes(StandardCharsets.UTF_8);

    private static final class Stores {
        final MovingClock clock = new MovingClock(NOON);
        final TestStores stores = TestStores.over(
                LocalDynamoDb.shared().client(), LocalDynamoDb.freshPrefix(), new SimpleMeterRegistry(), clock);
    }

    @Test
    void expandsTextsOfEveryLength() {
        var random = new Random(1);
        var failures = IntStream.of(4095, 4096, 4097, 8192, 12288, 16384)
                .filter(length -> {
                    var text = random.ints(length, 'a', 'z')
                            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                            .toString();
                    try {
                        return !DictionaryCompression.decompressed(DictionaryCompression.compressed(text, KNOWN), KNOWN)
                                .equals(text);
                    } catch (IllegalArgumentException unreadable) {
                        return true;
                    }
                })
                .toArray();
        assertThat(failures).isEmpty();
    }

    @Test
    void doesNotShowExpiredHistoryOfAnEarlierLife() {
        var all = new Stores();
        var store = all.stores.contacts();
        var id = new ContactId(UUID.randomUUID().toString());
        store.append(List.of(
                new HistoryEntry(id, NOON, Source.FLOW_LOG, "PlayPrompt", "s", "e1", HistoryEntry.Detail.of("{}"))));
        store.join(Facts.about(id, Source.FLOW_LOG).heardAt(NOON).toContact());
        all.clock.pass(Duration.ofHours(60));
        store.join(Facts.about(id, Source.CONTACT_EVENT).heardAt(NOON).toContact());

        assertThat(store.history(id, Set.of(), false, 10, null).items()).isEmpty();
    }

    @Test
    void cutsAnIdentifierWithoutBreakingACharacter() {
        var all = new Stores();
        var store = all.stores.contacts();
        var id = new ContactId(UUID.randomUUID().toString());
        store.join(Facts.about(id, Source.FLOW_LOG).heardAt(NOON).toContact());
        var hugeName = "x".repeat(511) + "\uD83D\uDE00";
        assertThatCode(() -> store.join(Facts.about(id, Source.FLOW_LOG)
                        .customerEndpoint(new Endpoint("EMAIL", hugeName), NOON)
                        .toContact()))
                .doesNotThrowAnyException();
    }

    @Test
    void takesTheMostThatTheBoundsLetThrough() {
        var store = new Stores().stores.contacts();
        var id = new ContactId(UUID.randomUUID().toString());
        var random = new Random(1);
        var facts = Facts.about(id, Source.FLOW_LOG);
        for (var key = 0; key < 256; key++) {
            var value = random.ints(1000, 0x4e00, 0x9f00)
                    .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                    .toString();
            facts.attribute("k" + key, value, NOON);
        }
        assertThatCode(() -> store.join(facts.toContact())).doesNotThrowAnyException();
    }
}
