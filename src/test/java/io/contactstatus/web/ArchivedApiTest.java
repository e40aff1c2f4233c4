package io.contactstatus.web;

import static io.contactstatus.security.DoorService.UNLIMITED;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import io.contactstatus.security.DoorService;
import io.contactstatus.security.PageSession;
import io.contactstatus.store.ArchiveStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;

@DoorService
class ArchivedApiTest {

    @Value("${contact-status.archive.directory}")
    private Path directory;

    @LocalServerPort
    private int port;

    @Autowired
    private ArchiveStore archive;

    private final String id = UUID.randomUUID().toString();
    private final Instant began = Instant.now().truncatedTo(ChronoUnit.SECONDS).minusMillis(600_123);

    @Test
    void anArchivedContactIsAnsweredAsBeforeAndSaysThatItIsArchived() throws IOException, InterruptedException {
        var api = PublishedApi.of(port);
        var phone = "+8190" + "%08d".formatted(Math.floorMod(id.hashCode(), 100_000_000));
        var records = String.join(
                "\n",
                Records.initiated(id, time(0), phone),
                Records.queued(id, time(0), time(2)),
                Records.disconnected(id, time(0), time(30)),
                Records.contactRecord(id, phone)
                        .replace("2026-01-05T20:12:15Z", time(60))
                        .replace("2026-01-05T20:11:10Z", time(30))
                        .replace("2026-01-05T20:09:02Z", time(0))
                        .replaceAll("2026-01-05T20:..:..Z", time(2)));
        api.exchange("POST", "/ingest", records, "X-Api-Key", UNLIMITED, "Content-Type", "application/json");
        var paths = List.of(
                "/contacts/" + id + "/history",
                "/contacts/" + id + "/history?order=desc&limit=2",
                "/contacts/" + id + "/journey",
                "/contacts/" + id + "/recordings");
        var before = paths.stream().map(path -> get(api, path)).toList();
        assertThat(before.getLast()).contains("CallRecordings");
        assertThat(get(api, "/contacts/" + id)).doesNotContain("\"archived\"");
        var past = page("/ui/contacts/" + id + "/past");
        assertThat(past).contains("\"");

        archive.write(new ContactId(id), any -> LocalDate.EPOCH).ifPresent(archive::conclude);

        assertThat(get(api, "/contacts/" + id)).contains("\"archived\":true");
        assertThat(get(api, "/contacts/" + id + "?at=" + time(20))).contains("\"archived\":true", "QUEUED");
        assertThat(get(api, "/contacts/" + id + "/related")).contains("\"archived\":true");
        assertThat(get(api, "/customers/" + phone.replace("+", "%2B") + "/contacts"))
                .contains("\"archived\":true");
        assertThat(paths.stream().map(path -> get(api, path)).toList()).isEqualTo(before);
        assertThat(directory.resolve("histories/" + id + ".jsonl.gz")).exists();
        assertThat(page("/ui/contacts/" + id + "/past")).isEqualTo(past);
        assertThat(page("/ui/contacts/" + id)).contains(id);
    }

    private String page(String path) throws IOException, InterruptedException {
        try (var session = new PageSession(port, UNLIMITED);
                var body = session.open(path).body()) {
            return new String(body.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String get(PublishedApi api, String path) {
        return api.get(path, "X-Api-Key", UNLIMITED).body();
    }

    private String time(int second) {
        return began.plusSeconds(second).toString().substring(0, 23) + "Z";
    }
}
