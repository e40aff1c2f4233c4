package io.contactstatus.store;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// Short words for DynamoDB's attribute values.
final class Attributes {

    private static final long LARGEST_ITEM = 390 * 1024;

    /// What a number takes at most, or a flag.
    private static final long NUMBER = 21;

    private Attributes() {}

    static AttributeValue text(String value) {
        return AttributeValue.fromS(value);
    }

    static AttributeValue number(long value) {
        return AttributeValue.fromN(Long.toString(value));
    }

    static AttributeValue bytes(byte[] value) {
        return AttributeValue.fromB(SdkBytes.fromByteArray(value));
    }

    static void put(Map<String, AttributeValue> item, String name, @Nullable String value) {
        if (value != null && !value.isEmpty()) {
            item.put(name, text(value));
        }
    }

    static void put(Map<String, AttributeValue> item, String name, @Nullable Instant value) {
        if (value != null) {
            item.put(name, number(value.toEpochMilli()));
        }
    }

    /// @throws ContactRefused when no item can be this large. Found out here, because a request far too large
    ///   is not refused by DynamoDB in words: the connection breaks, as if DynamoDB were down
    static Map<String, AttributeValue> bounded(Map<String, AttributeValue> item) {
        if (size(item) > LARGEST_ITEM) {
            throw new ContactRefused("an item larger than one may be", null);
        }
        return item;
    }

    /// About as much as DynamoDB counts.
    static long size(Map<String, AttributeValue> item) {
        return item.entrySet().stream()
                .mapToLong(entry -> entry.getKey().length() + size(entry.getValue()))
                .sum();
    }

    private static long size(AttributeValue value) {
        if (value.s() != null) {
            return value.s().getBytes(StandardCharsets.UTF_8).length;
        }
        if (value.b() != null) {
            return value.b().asByteArrayUnsafe().length;
        }
        return value.m().entrySet().stream()
                        .mapToLong(entry -> entry.getKey().length() + size(entry.getValue()))
                        .sum()
                + value.l().stream().mapToLong(Attributes::size).sum()
                + NUMBER;
    }

    /// Of an attribute that every item of the table has.
    static AttributeValue required(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        if (value == null) {
            throw new IllegalArgumentException("an item without " + name);
        }
        return value;
    }

    static @Nullable String text(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        return value == null ? null : value.s();
    }

    static @Nullable Instant instant(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        return value == null ? null : Instant.ofEpochMilli(Long.parseLong(value.n()));
    }

    static long number(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        return value == null ? 0 : Long.parseLong(value.n());
    }

    static byte[] bytes(Map<String, AttributeValue> item, String name) {
        var value = item.get(name);
        return value == null || value.b() == null ? new byte[0] : value.b().asByteArrayUnsafe();
    }
}
