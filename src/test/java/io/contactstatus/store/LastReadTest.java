package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

class LastReadTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");

    private final LastRead lastRead = new LastRead();
    private final AtomicInteger takenApart = new AtomicInteger();

    private StoredContact read(Map<String, AttributeValue> item) {
        return lastRead.read(item, one -> {
            takenApart.incrementAndGet();
            var id = Objects.requireNonNull(one.get(Tables.CONTACT_ID)).s();
            return new StoredContact(
                    Contact.unseen(new ContactId(id)), ContactItem.version(one), NOON, CustomerKeys.NONE, null);
        });
    }

    private static Map<String, AttributeValue> item(String id, long version, int size) {
        var item = new HashMap<String, AttributeValue>();
        item.put(Tables.CONTACT_ID, Attributes.text(id));
        item.put(Tables.VERSION, Attributes.number(version));
        item.put(ContactItem.STATE, Attributes.bytes(new byte[size]));
        return item;
    }

    @Test
    void takesAnItemApartOnceForAsLongAsItStaysTheSame() {
        var first = read(item("a", 1, 10));

        assertThat(read(item("a", 1, 10))).isSameAs(first);
        assertThat(read(item("a", 2, 10)).version()).isEqualTo(2);
        assertThat(read(item("a", 1, 10)).version()).isEqualTo(1);
        assertThat(takenApart).hasValue(3);
    }

    @Test
    void takesAnItemApartAgainWhateverHasChangedInIt() {
        read(item("a", 1, 10));
        var marked = item("a", 1, 10);
        marked.put(Tables.ANNOUNCE_SINCE, Attributes.number(1));

        read(marked);

        assertThat(takenApart).hasValue(2);
    }

    @Test
    void keepsNeitherLargeItemsNorMoreThanItsShare() {
        read(item("large", 1, 10_000));
        read(item("large", 1, 10_000));
        assertThat(takenApart).hasValue(2);

        read(item("first", 1, 10));
        for (var other = 0; other < 1_000; other++) {
            read(item("other-" + other, 1, 10));
        }
        read(item("first", 1, 10));

        assertThat(takenApart).hasValue(2 + 1 + 1_000 + 1);
    }
}
