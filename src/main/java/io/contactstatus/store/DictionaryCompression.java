package io.contactstatus.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/// Text in few bytes, because DynamoDB counts them: a write costs one unit for each 1,024 begun.
///
/// The texts are short and much alike, so both sides know beforehand what is likely to be in them. The checksum
/// of what was known is in the result: reading with another one fails instead of inventing something.
final class DictionaryCompression {

    /// More than DynamoDB lets into an item, even at the best rate.
    private static final int LONGEST = 64 * 1024 * 1024;

    private static final int MOST_IDLE = 64;

    /// To be used again: each has memory of its own, which is claimed and cleaned up at a price. Bounded by being full.
    private static final Queue<Inflater> IDLE = new ArrayBlockingQueue<>(MOST_IDLE);

    private DictionaryCompression() {}

    static byte[] compressed(String text, byte[] known) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setDictionary(known);
            deflater.setInput(text.getBytes(StandardCharsets.UTF_8));
            deflater.finish();
            var out = new ByteArrayOutputStream(512);
            var buffer = new byte[1024];
            while (!deflater.finished()) {
                out.write(buffer, 0, deflater.deflate(buffer));
            }
            return out.toByteArray();
        } finally {
            deflater.end();
        }
    }

    /// @throws IllegalArgumentException when these are not bytes that [#compressed] made with the same knowledge
    static String decompressed(byte[] bytes, byte[] known) {
        var idle = IDLE.poll();
        var inflater = idle == null ? new Inflater() : idle;
        try {
            return inflated(inflater, bytes, known);
        } catch (DataFormatException exception) {
            throw new IllegalArgumentException("not a compressed text", exception);
        } finally {
            inflater.reset();
            if (!IDLE.offer(inflater)) {
                inflater.end();
            }
        }
    }

    private static String inflated(Inflater inflater, byte[] bytes, byte[] known) throws DataFormatException {
        inflater.setInput(bytes);
        var buffer = new byte[Math.max(1024, bytes.length * 4)];
        var length = 0;
        while (!inflater.finished()) {
            if (length == buffer.length) {
                buffer = Arrays.copyOf(buffer, length * 2);
            }
            var count = inflater.inflate(buffer, length, buffer.length - length);
            if (count == 0 && inflater.needsDictionary()) {
                inflater.setDictionary(known);
            } else if ((count == 0 && !inflater.finished()) || length > LONGEST) {
                throw new IllegalArgumentException("compressed text is cut off or too long");
            }
            length += count;
        }
        return new String(buffer, 0, length, StandardCharsets.UTF_8);
    }
}
