package io.contactstatus.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;

@GuardedService
class ApiDescriptionTest {

    @LocalServerPort
    private int port;

    @Test
    void isPublished() throws Exception {
        var api = PublishedApi.of(port);
        java.nio.file.Files.writeString(java.nio.file.Path.of("/tmp/openapi.json"), api.document());
        assertThat(api.document()).contains("getContact");
    }
}
