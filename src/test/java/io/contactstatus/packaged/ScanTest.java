package io.contactstatus.packaged;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.sun.net.httpserver.HttpServer;
import io.contactstatus.kinesis.Node;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// `infra/scan` with a feed on this machine that speaks as OSV does.
class ScanTest {

    private static final String CLEAN = "{\"results\":[{}]}";
    private static final String FAULTY = "{\"results\":[{\"vulns\":[{\"id\":\"GHSA-aaaa-bbbb-cccc\"}]}]}";

    @TempDir
    private Path directory;

    /// @param status what it ended with
    private record Scanned(int status, String output) {}

    @BeforeAll
    static void assumePython() throws Exception {
        try {
            var process = new ProcessBuilder("python3", "--version").start();
            assertThat(process.waitFor()).isZero();
        } catch (IOException absent) {
            var missing = "there is no python3 on this machine";
            var required = System.getenv(Node.REQUIRE);
            if (required != null && Arrays.asList(required.split("\\s*,\\s*")).contains("python")) {
                fail(missing + ", and " + Node.REQUIRE + " demands it");
            }
            System.out.println("NOT TESTED: infra/scan, because " + missing);
            Assumptions.abort(missing);
        }
    }

    @Test
    void namesWhatIsKnown() throws Exception {
        var scanned = scannedBy(FAULTY);

        assertThat(scanned.status()).isEqualTo(1);
        assertThat(scanned.output()).contains("pkg:maven/org.example/library@1.0", "GHSA-aaaa-bbbb-cccc", "Breaks all");
    }

    @Test
    void isContentWhereNothingIsKnown() throws Exception {
        assertThat(scannedBy(CLEAN).status()).isZero();
    }

    @Test
    void saysLoudlyThatNoFeedCouldBeAsked() throws Exception {
        var scanned = scan("http://127.0.0.1:1");

        assertThat(scanned.status()).isEqualTo(3);
        assertThat(scanned.output()).contains("!!! NOT SCANNED").contains("unknown");
    }

    @Test
    void takesNoPortalForAFeed() throws Exception {
        assertThat(scannedBy("<html>Log in to this network</html>").status()).isEqualTo(3);
        assertThat(scannedBy("{\"results\":[]}").status()).isEqualTo(3);
    }

    private Scanned scannedBy(String batch) throws Exception {
        var feed = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        feed.createContext("/", exchange -> {
            try (exchange) {
                var body = exchange.getRequestURI().getPath().equals("/v1/querybatch")
                        ? batch
                        : "{\"summary\":\"Breaks all\"}";
                exchange.getRequestBody().readAllBytes();
                exchange.sendResponseHeaders(200, 0);
                exchange.getResponseBody().write(body.getBytes(StandardCharsets.UTF_8));
            }
        });
        feed.start();
        try {
            return scan("http://127.0.0.1:" + feed.getAddress().getPort());
        } finally {
            feed.stop(0);
        }
    }

    private Scanned scan(String feed) throws Exception {
        var sbom = Files.writeString(directory.resolve("sbom.cdx.json"), """
                {"bomFormat":"CycloneDX","components":[
                  {"name":"library","purl":"pkg:maven/org.example/library@1.0?type=jar"},{"name":"without"}]}""");
        var builder = new ProcessBuilder("python3", "infra/scan", sbom.toString()).redirectErrorStream(true);
        builder.environment().put("OSV_API", feed);
        builder.environment().put("no_proxy", "127.0.0.1");
        var process = builder.start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return new Scanned(process.exitValue(), output);
    }
}
