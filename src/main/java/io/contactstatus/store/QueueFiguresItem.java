package io.contactstatus.store;

import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primaryPartitionKey;
import static software.amazon.awssdk.enhanced.dynamodb.mapper.StaticAttributeTags.primarySortKey;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;

/// What is kept of queues, as an item of `QueueFigures`: the figures of a closed interval, the mark of one that has
/// changed since, and what there is besides, see [DynamoDbQueueFiguresStore].
///
/// @param text what it says
/// @param expiry in seconds of the epoch
/// @param toldAt in milliseconds of the epoch; only of what a later one may not be replaced by an earlier one
record QueueFiguresItem(
        String key,
        String entry,
        String text,
        long expiry,
        @Nullable Long toldAt) {

    static final String TOLD_AT = "Told_At";

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
            .addAttribute(
                    Long.class,
                    attribute -> attribute
                            .name(TOLD_AT)
                            .getter(QueueFiguresItem::toldAt)
                            .setter(Builder::toldAt))
            .build();

    /// The mapper makes an item bit by bit, which a record cannot be made.
    static final class Builder {

        private String key = "";
        private String entry = "";
        private String text = "";
        private long expiry;
        private @Nullable Long toldAt;

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

        void toldAt(Long value) {
            toldAt = value;
        }

        QueueFiguresItem build() {
            return new QueueFiguresItem(key, entry, text, expiry, toldAt);
        }
    }
}
