package io.contactstatus.ingest;

import io.contactstatus.problems.BodyTooLarge;
import io.contactstatus.store.StoreRetry;
import io.contactstatus.switches.ConditionalOnSwitch;
import io.contactstatus.visibility.VisibleInstances;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Takes records of any kind over HTTP: one, or many one after the other, plain or compressed.
@RestController
@ConditionalOnSwitch(value = "contact-status.ingest.http.enabled", byDefault = true)
class IngestController {

    private static final int PIECE = 64 * 1024;

    private final ContactIngest ingest;
    private final IngestProperties properties;
    private final IngestMemory memory;

    IngestController(ContactIngest ingest, IngestProperties properties, IngestMemory memory) {
        this.ingest = ingest;
        this.properties = properties;
        this.memory = memory;
    }

    /// Compressed bodies need no header: the decoder recognises them.
    @PostMapping("/ingest")
    @ResponseStatus(HttpStatus.ACCEPTED)
    IngestOutcome ingest(HttpServletRequest request) throws IOException {
        var client = ClientPatience.of(request);
        try (var share = memory.within(properties.http().memoryPatience())) {
            var arriving = new DeadlineInputStream(request.getInputStream(), client.until());
            var body = new RawRecord(body(arriving, share), "body");
            return ingest.accept(
                    "http",
                    VisibleInstances.of(request),
                    List.of(body),
                    StoreRetry.of(properties.http().patience()),
                    share,
                    client);
        }
    }

    private byte[] body(InputStream stream, MemoryShare share) throws IOException {
        var most = Math.toIntExact(properties.maxRecordSize().toBytes());
        var pieces = new ArrayList<byte[]>();
        var length = 0;
        while (length <= most) {
            // Twice: in pieces, and then as one.
            share.came(2 * PIECE);
            var piece = stream.readNBytes(PIECE);
            pieces.add(piece);
            length += piece.length;
            if (piece.length < PIECE) {
                break;
            }
        }
        if (length > most) {
            throw new BodyTooLarge(most, ": send it in parts");
        }
        var body = ByteBuffer.allocate(length);
        pieces.forEach(body::put);
        share.passed(2L * PIECE * pieces.size() - length);
        return body.array();
    }
}
