package io.contactstatus.store;

import static io.contactstatus.store.Attributes.number;
import static io.contactstatus.store.Attributes.text;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Utterance;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// An utterance as an item of `ContactHistory`. Its sort key is `~place#id`, of a file `~~place#id`: entries of the
/// history begin with the digit of a year, so all utterances come behind them.
final class UtteranceItem {

    static final String PREFIX = "~";

    private static final String PARTICIPANT = "Participant";
    private static final String BEGIN = "Begin_Millis";
    private static final String END = "End_Millis";
    private static final String AT = "At";
    private static final String WORDS = "Words";
    private static final String RAW = "Raw";
    private static final String SENTIMENT = "Sentiment";
    private static final String ISSUE = "Issue";

    private UtteranceItem() {}

    /// Behind all live ones come those of a file.
    static String prefix(Utterance.Origin origin) {
        return switch (origin) {
            case LIVE -> PREFIX;
            case FILE -> PREFIX + PREFIX;
        };
    }

    /// Where those of the origin begin, and what comes behind them.
    static Range range(Utterance.Origin origin) {
        var prefix = prefix(origin);
        // A place begins with a digit.
        return new Range(prefix + "0", prefix + ":");
    }

    /// @param from inclusive
    /// @param until exclusive
    record Range(String from, String until) {

        boolean include(String entry) {
            return entry.compareTo(from) >= 0 && entry.compareTo(until) < 0;
        }
    }

    /// Of calls, where all places are within a day, as of chats.
    static String sortKey(Utterance utterance) {
        return prefix(utterance.origin()) + "%015d".formatted(utterance.place().toEpochMilli()) + "#" + utterance.id();
    }

    static Map<String, AttributeValue> of(Utterance utterance, Instant deletion) {
        var item = new HashMap<>(HistoryItem.key(utterance.contactId(), sortKey(utterance)));
        item.put(PARTICIPANT, text(utterance.participant()));
        put(item, BEGIN, utterance.beginMillis());
        put(item, END, utterance.endMillis());
        Attributes.put(item, AT, utterance.at());
        Attributes.put(item, WORDS, utterance.words());
        Attributes.put(item, SENTIMENT, utterance.sentiment());
        flag(item, RAW, utterance.raw());
        flag(item, ISSUE, utterance.issue());
        item.put(Tables.EXPIRY, number(deletion.getEpochSecond()));
        return Attributes.bounded(item);
    }

    private static void put(Map<String, AttributeValue> item, String name, @Nullable Integer value) {
        if (value != null) {
            item.put(name, number(value));
        }
    }

    private static void flag(Map<String, AttributeValue> item, String name, boolean value) {
        if (value) {
            item.put(name, AttributeValue.fromBool(true));
        }
    }

    static Utterance read(Map<String, AttributeValue> item) {
        var entry = Attributes.required(item, Tables.ENTRY).s();
        return new Utterance(
                new ContactId(Attributes.required(item, Tables.CONTACT_ID).s()),
                entry.split("#", 2)[1],
                null,
                Attributes.required(item, PARTICIPANT).s(),
                integer(item, BEGIN),
                integer(item, END),
                Attributes.instant(item, AT),
                Attributes.text(item, WORDS),
                item.containsKey(RAW),
                true,
                Attributes.text(item, SENTIMENT),
                item.containsKey(ISSUE),
                range(Utterance.Origin.FILE).include(entry) ? Utterance.Origin.FILE : Utterance.Origin.LIVE);
    }

    private static @Nullable Integer integer(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        return value == null ? null : Integer.valueOf(value.n());
    }
}
