package io.contactstatus.decode;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.json.JsonMapper;

/// The body of a request to Firehose's HTTP endpoint, read record by record: it may have 64 MiB, of which only
/// one record is held at a time.
///
/// `{"requestId": "…", "timestamp": 1578090901599, "records": [{"data": "<base64>"}]}`
///
/// @see <a href="https://docs.aws.amazon.com/firehose/latest/dev/httpdeliveryrequestresponse.html">the
///   protocol</a>
public final class FirehoseBody {

    private static final JsonMapper MAPPER = new JsonMapper();

    /// Bytes that may stand between two records, or around them: the protocol has some hundreds.
    private static final int MOST_AROUND = 1024 * 1024;

    private FirehoseBody() {}

    /// What to do with each record's bytes.
    @FunctionalInterface
    public interface Records {

        void accept(byte[] data);
    }

    /// A body that breaks the protocol. The records before the break have been given out.
    public static class Broken extends RuntimeException {

        private static final long serialVersionUID = 1;

        Broken(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /// Gives out the records and returns the request id, if the body has one.
    ///
    /// @throws Broken when it is not such a body; the message quotes nothing of it
    public static @Nullable String read(InputStream body, Records records) {
        var around = new Around(body);
        try (var parser = MAPPER.createParser(around)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new Broken("the body is not a JSON object", null);
            }
            return read(parser, around, records);
        } catch (JacksonException exception) {
            throw new Broken("the body is not readable JSON", exception);
        }
    }

    private static @Nullable String read(JsonParser parser, Around around, Records records) {
        String requestId = null;
        var seen = false;
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            var name = parser.currentName();
            var token = parser.nextToken();
            if ("records".equals(name) && token == JsonToken.START_ARRAY) {
                seen = true;
                readRecords(parser, around, records);
            } else if ("requestId".equals(name) && token == JsonToken.VALUE_STRING) {
                requestId = parser.getString();
            } else {
                parser.skipChildren();
            }
        }
        if (!seen) {
            throw new Broken("the body has no records", null);
        }
        return requestId;
    }

    private static void readRecords(JsonParser parser, Around around, Records records) {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw new Broken("a record is not an object", null);
            }
            var data = new byte[0];
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var isData = "data".equals(parser.currentName());
                if (parser.nextToken() == JsonToken.VALUE_STRING && isData) {
                    around.paused = true;
                    data = decoded(parser.getString());
                    around.paused = false;
                } else {
                    parser.skipChildren();
                }
            }
            around.begin();
            records.accept(data);
        }
    }

    /// Counts what is read where no data of a record is: what is skipped holds memory of others until the next record.
    private static final class Around extends FilterInputStream {

        private boolean paused;
        private long bytes;

        Around(InputStream body) {
            super(body);
        }

        void begin() {
            bytes = 0;
        }

        @Override
        public int read() throws IOException {
            var next = super.read();
            count(next < 0 ? 0 : 1);
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var read = super.read(buffer, offset, length);
            count(read);
            return read;
        }

        private void count(int read) {
            if (!paused && read > 0) {
                bytes += read;
                if (bytes > MOST_AROUND) {
                    throw new Broken("the body has too much besides records", null);
                }
            }
        }
    }

    /// What is not Base64 is given out as it stands: it is no record, but its neighbours are.
    private static byte[] decoded(String data) {
        try {
            return Base64.getDecoder().decode(data);
        } catch (IllegalArgumentException notBase64) {
            return data.getBytes(StandardCharsets.UTF_8);
        }
    }
}
