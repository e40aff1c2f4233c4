package io.contactstatus.store;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
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

    private DictionaryCompression() {}

    static byte[] compressed(String text, String known) {
        var deflater = new Deflater(Deflater.BEST_COMPRESSION);
        try {
            deflater.setDictionary(known.getBytes(StandardCharsets.UTF_8));
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
    static String decompressed(byte[] bytes, String known) {
        var inflater = new Inflater();
        try {
            inflater.setInput(bytes);
            var out = new ByteArrayOutputStream(bytes.length * 4);
            var buffer = new byte[4096];
            while (!inflater.finished()) {
                var count = inflater.inflate(buffer);
                if (count == 0 && inflater.needsDictionary()) {
                    inflater.setDictionary(known.getBytes(StandardCharsets.UTF_8));
                } else if (count == 0 || out.size() > LONGEST) {
                    throw new IllegalArgumentException("compressed text is cut off or too long");
                }
                out.write(buffer, 0, count);
            }
            return out.toString(StandardCharsets.UTF_8);
        } catch (DataFormatException exception) {
            throw new IllegalArgumentException("not a compressed text", exception);
        } finally {
            inflater.end();
        }
    }
}
