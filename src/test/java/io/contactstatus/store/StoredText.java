package io.contactstatus.store;

import io.contactstatus.contact.ContactId;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What a service has stored, as text: each item with its names and values, and what is compressed in it.
public final class StoredText {

    private StoredText() {}

    /// Of each item of all tables.
    public static List<String> of(DynamoDbClient client, String prefix) {
        return client.listTablesPaginator().tableNames().stream()
                .filter(table -> table.startsWith(prefix))
                .flatMap(table -> client.scanPaginator(scan -> scan.tableName(table)).items().stream())
                .map(StoredText::of)
                .toList();
    }

    /// Of each entry of an archived history.
    public static List<String> archived(ContactId contact, byte[] object) {
        var entries = new ArrayList<String>();
        try (var reader = new ArchivedLines.Reader(contact, new ByteArrayInputStream(object))) {
            reader.forEachRemaining(item -> entries.add(of(item)));
        }
        return entries;
    }

    private static String of(Map<String, AttributeValue> item) {
        var text = new StringBuilder();
        item.forEach((name, value) -> add(text.append(name).append('='), value));
        var state = item.get(ContactItem.STATE);
        // Jobs have one in words.
        if (state != null && state.b() != null) {
            text.append(state(item));
        }
        if (HistoryItem.hasFacts(item)) {
            text.append(ContactText.written(HistoryItem.testimony(item).facts()));
        }
        if (HistoryItem.isListed(item) && item.containsKey(Tables.ENTRY)) {
            text.append(HistoryItem.read(item).detail().json());
        }
        return text.toString();
    }

    private static String state(Map<String, AttributeValue> item) {
        var state = Attributes.bytes(item, ContactItem.STATE);
        return DictionaryCompression.decompressed(state, ContactDictionary.of(item));
    }

    private static void add(StringBuilder text, AttributeValue value) {
        switch (value.type()) {
            case S -> text.append(value.s());
            case N -> text.append(value.n());
            case SS -> text.append(value.ss());
            case NS -> text.append(value.ns());
            case BOOL -> text.append(value.bool());
            case B -> text.append(text(value.b().asByteArray()));
            case BS -> value.bs().forEach(bytes -> text.append(text(bytes.asByteArray())));
            case L -> value.l().forEach(each -> add(text, each));
            case M -> value.m().forEach((name, each) -> add(text.append(name).append('='), each));
            case NUL, UNKNOWN_TO_SDK_VERSION -> {}
        }
        text.append(' ');
    }

    /// Also of what is compressed as files are.
    public static String text(byte[] bytes) {
        if (bytes.length < 2 || bytes[0] != 0x1f || bytes[1] != (byte) 0x8b) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        try (var inflated = new GZIPInputStream(new ByteArrayInputStream(bytes))) {
            return new String(inflated.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new UncheckedIOException(damaged);
        }
    }
}
