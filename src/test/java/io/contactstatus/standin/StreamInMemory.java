package io.contactstatus.standin;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// A stream: what was put into each of its shards, for ever.
///
/// @param created tells streams of one name apart
record StreamInMemory(String name, List<Shard> shards, Instant created) {

    private static final BigInteger KEYS = BigInteger.TWO.pow(128);

    /// Sequence numbers are long, and none is zero.
    private static final BigInteger FIRST_SEQUENCE = BigInteger.TEN.pow(20);

    StreamInMemory(String name, int shards, Instant created) {
        this(name, shards(shards), created);
    }

    private static List<Shard> shards(int count) {
        var width = KEYS.divide(BigInteger.valueOf(count));
        return IntStream.range(0, count)
                .mapToObj(number -> new Shard(
                        "shardId-%012d".formatted(number),
                        width.multiply(BigInteger.valueOf(number)),
                        (number == count - 1 ? KEYS : width.multiply(BigInteger.valueOf(number + 1L)))
                                .subtract(BigInteger.ONE)))
                .toList();
    }

    Shard shard(String id) {
        return shards.stream()
                .filter(shard -> shard.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no shard " + id));
    }

    Put put(String partitionKey, @Nullable String hashKey, byte[] data, Instant now) {
        var key = hashKey == null ? digest(partitionKey) : new BigInteger(hashKey);
        var shard = shards.stream()
                .filter(one -> key.compareTo(one.lastKey()) <= 0)
                .findFirst()
                .orElseThrow();
        return new Put(shard.id(), shard.append(partitionKey, data, now));
    }

    private static BigInteger digest(String partitionKey) {
        try {
            var digest = MessageDigest.getInstance("MD5").digest(partitionKey.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest);
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException(missing);
        }
    }

    /// Where a record went.
    record Put(String shardId, String sequence) {}

    record Held(String sequence, Instant arrived, String partitionKey, byte[] data) {}

    static final class Shard {

        private final String id;
        private final BigInteger firstKey;
        private final BigInteger lastKey;
        private final List<Held> records = new ArrayList<>();
        private boolean read;

        Shard(String id, BigInteger firstKey, BigInteger lastKey) {
            this.id = id;
            this.firstKey = firstKey;
            this.lastKey = lastKey;
        }

        String id() {
            return id;
        }

        BigInteger firstKey() {
            return firstKey;
        }

        BigInteger lastKey() {
            return lastKey;
        }

        static String sequence(int index) {
            return FIRST_SEQUENCE.add(BigInteger.valueOf(index)).toString();
        }

        static int index(String sequence) {
            return new BigInteger(sequence).subtract(FIRST_SEQUENCE).intValueExact();
        }

        synchronized String append(String partitionKey, byte[] data, Instant now) {
            var sequence = sequence(records.size());
            records.add(new Held(sequence, now, partitionKey, data));
            return sequence;
        }

        synchronized int size() {
            return records.size();
        }

        synchronized boolean isRead() {
            return read;
        }

        synchronized List<Held> read(int from, int limit) {
            read = true;
            return List.copyOf(records.subList(from, Math.min(from + limit, records.size())));
        }

        /// The index of the first record that arrived then or later.
        synchronized int firstAt(Instant moment) {
            return (int) records.stream()
                    .takeWhile(record -> record.arrived().isBefore(moment))
                    .count();
        }

        /// How long what is next has been waiting; nothing when there is nothing.
        synchronized long millisBehind(int next, Instant now) {
            return next < records.size()
                    ? Duration.between(records.get(next).arrived(), now).toMillis()
                    : 0;
        }
    }
}
