package io.contactstatus.store;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/// What is kept of queues, as an item of `QueueFigures`: the figures of a closed interval, the mark of one that has
/// changed since, and what there is besides, see [DynamoDbQueueFiguresStore].
///
/// @param text what it says
/// @param expiry in seconds of the epoch
record QueueFiguresItem(String key, String entry, String text, long expiry) {

    static final TableSchema<QueueFiguresItem> SCHEMA = TableSchema.builder(QueueFiguresItem.class, Builder.class)
            .newItemBuilder(Builder::new, Builder::build)
            .addAttribute(
                    String.class,
                    attribute -> attribute
                            .name(Tables.QUEUE_KEY)
                            .getter(QueueFiguresItem::key)
                            .setter(Builder::key)
                            .tags(primaryPartitionKey()))
            .addAttribute(
                    String.class,
                    attribute -> attribute
                            .name(Tables.ENTRY)
                            .getter(QueueFiguresItem::entry)
                            .setter(Builder::entry)
                            .tags(primarySortKey()))
            .addAttribute(
                    String.class,
                    attribute -> attribute
                            .name(Tables.FIGURES)
                            .getter(QueueFiguresItem::text)
                            .setter(Builder::text))
            .addAttribute(
                    Long.class,
                    attribute -> attribute
                            .name(Tables.EXPIRY)
                            .getter(QueueFiguresItem::expiry)
                            .setter(Builder::expiry))
            .build();

    /// The mapper makes an item bit by bit, which a record cannot be made.
    static final class Builder {

        private String key = "";
        private String entry = "";
        private String text = "";
        private long expiry;

        void key(String value) {
            key = value;
        }

        void entry(String value) {
            entry = value;
        }

        void text(String value) {
            text = value;
        }

        void expiry(Long value) {
            expiry = value;
        }

        QueueFiguresItem build() {
            return new QueueFiguresItem(key, entry, text, expiry);
        }
    }
}
