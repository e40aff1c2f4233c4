package io.contactstatus.decode;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/// Takes what people said out of a text that could not be read and seems to be of Contact Lens: it is cut off, too
/// large or of a kind that is not known here. As in a [WordlessRecord], text is left only where its key says what it
/// is; and of what stands outside of quotes, which may be the wrong way round behind a cut, only what JSON has there.
final class UnreadWords {

    /// By these it is found, also where it is quoted in another record.
    private static final Set<String> SPOKEN = Set.of(
            "transcript",
            "utterance",
            "partialcontent",
            "content",
            "postcontactsummary",
            "issuesdetected",
            "matcheddetails",
            "beginoffsetmillis",
            "beginoffsetchar",
            "participantrole");

    private static final int LONGEST_KEY = 40;

    private static final Set<String> LITERALS = Set.of("true", "false", "null");

    private UnreadWords() {}

    /// Whether there may be some in these bytes. Of what is compressed nothing is known.
    static boolean areIn(byte[] bytes, int from, int to) {
        for (var at = from; at < to; at++) {
            if (bytes[at] == '"' && SPOKEN.contains(word(bytes, at + 1, to))) {
                return true;
            }
        }
        return false;
    }

    /// Lower-cased, up to the quote that ends it, which may be escaped; empty where there is none.
    private static String word(byte[] bytes, int from, int to) {
        for (var at = from; at < Math.min(to, from + LONGEST_KEY); at++) {
            if (bytes[at] == '"' || bytes[at] == '\\') {
                return lower(bytes, from, at);
            }
        }
        return "";
    }

    private static String lower(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
    }

    /// The text without them. It is hardly longer than before, and may be no JSON, as before.
    static byte[] takenFrom(byte[] bytes, int from, int to) {
        var taking = new Taking(bytes, to);
        taking.run(from);
        return taking.kept.toByteArray();
    }

    private static final class Taking {

        private final byte[] bytes;
        private final int to;
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
        private String key = "";

        /// Whether a number may come next: also words have commas.
        private boolean isOpen;

        Taking(byte[] bytes, int to) {
            this.bytes = bytes;
            this.to = to;
        }

        void run(int from) {
            for (var at = from; at < to; ) {
                var each = bytes[at];
                if (each == '"') {
                    at = quoted(at);
                } else if (isStructure(each) || JsonValues.isSpace(each)) {
                    structure(each);
                    at++;
                } else {
                    at = bare(at);
                }
            }
        }

        private void structure(byte each) {
            kept.write(each);
            if (isStructure(each)) {
                isOpen = each == ':' && !key.isEmpty();
                key = each == ':' || each == '[' ? key : "";
            }
        }

        /// @param from of the quote
        /// @return where it goes on
        private int quoted(int from) {
            var end = from + 1;
            while (end < to && bytes[end] != '"') {
                end += bytes[end] == '\\' ? 2 : 1;
            }
            end = Math.min(end, to);
            var after = Math.min(end + 1, to);
            var isKey = isKey(from + 1, end);
            if (isKey || WordlessRecord.isHarmless(key)) {
                kept.write(bytes, from, after - from);
            } else {
                kept.write('"');
                kept.write('"');
            }
            key = isKey ? lower(bytes, from + 1, end) : "";
            isOpen = false;
            return after;
        }

        /// Keys of records are names. What is quoted before a colon may be anything behind a cut.
        private boolean isKey(int from, int end) {
            var colon = end + 1;
            while (colon < to && JsonValues.isSpace(bytes[colon])) {
                colon++;
            }
            return colon < to && bytes[colon] == ':' && end - from <= LONGEST_KEY && isName(from, end);
        }

        private boolean isName(int from, int end) {
            for (var at = from; at < end; at++) {
                var letter = bytes[at] | 0x20;
                if (letter < 'a' || letter > 'z') {
                    return false;
                }
            }
            return true;
        }

        private int bare(int from) {
            var end = from;
            while (end < to && bytes[end] != '"' && !isStructure(bytes[end]) && !JsonValues.isSpace(bytes[end])) {
                end++;
            }
            if (isOpen && isLiteral(from, end)) {
                kept.write(bytes, from, end - from);
            }
            isOpen = false;
            return end;
        }

        private boolean isLiteral(int from, int end) {
            for (var at = from; at < end; at++) {
                if ((bytes[at] < '0' || bytes[at] > '9') && "+-.eE".indexOf(bytes[at]) < 0) {
                    return LITERALS.contains(lower(bytes, from, end));
                }
            }
            return true;
        }

        private static boolean isStructure(byte each) {
            return "{}[]:,".indexOf(each) >= 0;
        }
    }
}
