package io.contactstatus.store;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import io.contactstatus.contact.ContactId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/// That a contact is found by a further key, as an item of `CustomerKey`. It may be outdated: only the contact itself
/// tells whether it still has the key.
///
/// @param entry when the contact started, in a form that sorts as text, and its id
/// @param expiry in seconds of the epoch
record CustomerKeyItem(String key, String entry, long expiry) {

    static final TableSchema<CustomerKeyItem> SCHEMA = TableSchema.builder(CustomerKeyItem.class, Builder.class)
            .newItemBuilder(Builder::new, Builder::build)
            .addAttribute(
                    String.class,
                    attribute -> attribute
                            .name(Tables.CUSTOMER_KEY)
                            .getter(CustomerKeyItem::key)
                            .setter(Builder::key)
                            .tags(primaryPartitionKey()))
            .addAttribute(
                    String.class,
                    attribute -> attribute
                            .name(Tables.ENTRY)
                            .getter(CustomerKeyItem::entry)
                            .setter(Builder::entry)
                            .tags(primarySortKey()))
            .addAttribute(
                    Long.class,
                    attribute -> attribute
                            .name(Tables.EXPIRY)
                            .getter(CustomerKeyItem::expiry)
                            .setter(Builder::expiry))
            .build();

    private static final DateTimeFormatter AT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private static final String SEPARATOR = "#";

    /// The mapper makes an item bit by bit, which a record cannot be made.
    static final class Builder {

        private String key = "";
        private String entry = "";
        private long expiry;

        void key(String value) {
            key = value;
        }

        void entry(String value) {
            entry = value;
        }

        void expiry(Long value) {
            expiry = value;
        }

        CustomerKeyItem build() {
            return new CustomerKeyItem(key, entry, expiry);
        }
    }

    static CustomerKeyItem of(String key, Instant started, ContactId contact, Instant expiresAt) {
        return new CustomerKeyItem(key, entry(started, contact.value()), expiresAt.getEpochSecond());
    }

    static String entry(Instant started, String contact) {
        return before(started) + SEPARATOR + contact;
    }

    /// Sorts before the entries of all contacts that started then.
    static String before(Instant started) {
        return AT.format(started);
    }

    Instant started() {
        return Instant.parse(entry.substring(0, entry.indexOf(SEPARATOR)));
    }

    String contact() {
        return entry.substring(entry.indexOf(SEPARATOR) + 1);
    }
}
