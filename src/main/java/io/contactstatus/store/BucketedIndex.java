package io.contactstatus.store;

import static io.contactstatus.store.Attributes.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/// An index whose entries are spread over a few partitions, read as one list in the order of the sort key.
///
/// @param id the attribute that names the entry; the table's own partition key
/// @param alsoKey what else the table's key has, as it is in every entry of the index
record BucketedIndex(
        String table,
        String index,
        String bucket,
        List<String> buckets,
        String sort,
        String id,
        Map<String, AttributeValue> alsoKey,
        boolean descending) {

    /// An entry, and at the same time the position after it.
    record Entry(int bucket, long sort, String id) {

        String position() {
            return bucket + ":" + sort + ":" + id;
        }

        /// @throws IllegalArgumentException for what [#position] did not make
        static Entry at(String position) {
            var parts = position.split(":", 3);
            if (parts.length != 3) {
                throw new IllegalArgumentException("not a position in a list");
            }
            return new Entry(Integer.parseInt(parts[0]), Long.parseLong(parts[1]), parts[2]);
        }
    }

    /// Entries after the position, in order, read from DynamoDB only as far as they are asked for.
    Reader after(Dynamo dynamo, @Nullable Entry position, int pageSize) {
        return new Reader(dynamo, position, pageSize);
    }

    final class Reader {

        private final Dynamo dynamo;
        private final int pageSize;
        private final List<Bucket> cursors = new ArrayList<>();

        private Reader(Dynamo dynamo, @Nullable Entry position, int pageSize) {
            this.dynamo = dynamo;
            this.pageSize = pageSize;
            for (var number = 0; number < buckets.size(); number++) {
                cursors.add(new Bucket(number, position));
            }
        }

        Optional<Entry> next() {
            var order = Comparator.comparingLong(Entry::sort);
            var directed = descending ? order.reversed() : order;
            return cursors.stream()
                    .filter(Bucket::hasNext)
                    .min(Comparator.comparing(Bucket::peek, directed).thenComparingInt(bucket -> bucket.number))
                    .map(Bucket::poll);
        }

        private final class Bucket {

            private final int number;
            private final @Nullable Entry position;
            private final Deque<Entry> read = new ArrayDeque<>();
            private @Nullable Map<String, AttributeValue> startKey;
            private boolean exhausted;

            Bucket(int number, @Nullable Entry position) {
                this.number = number;
                this.position = position;
                if (position != null && position.bucket == number) {
                    startKey = startKey(position);
                }
            }

            boolean hasNext() {
                while (read.isEmpty() && !exhausted) {
                    readMore();
                }
                return !read.isEmpty();
            }

            Entry peek() {
                return read.getFirst();
            }

            Entry poll() {
                return read.removeFirst();
            }

            private void readMore() {
                var values = new HashMap<String, AttributeValue>();
                values.put(":bucket", text(buckets.get(number)));
                var condition = "#bucket = :bucket";
                var names = new HashMap<>(Map.of("#bucket", bucket));
                if (position != null && position.bucket != number) {
                    // Entries of one sort key are listed bucket by bucket.
                    var passed = number < position.bucket;
                    condition += descending
                            ? (passed ? " AND #sort < :sort" : " AND #sort <= :sort")
                            : (passed ? " AND #sort > :sort" : " AND #sort >= :sort");
                    values.put(":sort", Attributes.number(position.sort));
                    names.put("#sort", sort);
                }
                var response = dynamo.query(QueryRequest.builder()
                        .tableName(table)
                        .indexName(index)
                        .keyConditionExpression(condition)
                        .expressionAttributeNames(names)
                        .expressionAttributeValues(values)
                        .scanIndexForward(!descending)
                        .exclusiveStartKey(startKey)
                        .limit(pageSize));
                response.items()
                        .forEach(item -> read.add(new Entry(
                                number,
                                Attributes.number(item, sort),
                                Attributes.required(item, id).s())));
                startKey = response.lastEvaluatedKey();
                exhausted = startKey.isEmpty();
            }

            private Map<String, AttributeValue> startKey(Entry entry) {
                var key = new HashMap<>(alsoKey);
                key.put(bucket, text(buckets.get(entry.bucket)));
                key.put(sort, Attributes.number(entry.sort));
                key.put(id, text(entry.id));
                return key;
            }
        }
    }
}
