package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

class CallTimersTest {

    private static DynamoDbClient client(URI endpoint, Duration longest, CallTimers timers) {
        var local = LocalDynamoDb.shared().client().serviceClientConfiguration();
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(local.region())
                .credentialsProvider(local.credentialsProvider())
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(longest)
                        .apiCallTimeout(longest)
                        .scheduledExecutorService(timers.executor())
                        .build())
                .build();
    }

    @Test
    void keepNothingOfCallsThatAreAnswered() {
        try (var timers = new CallTimers();
                var client = client(LocalDynamoDb.shared().endpoint(), Duration.ofMinutes(1), timers)) {
            for (var call = 0; call < 20; call++) {
                client.listTables();
            }

            assertThat(timers.running()).isZero();
        }
    }

    @Test
    void endACallThatIsNotAnswered() throws IOException {
        try (var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var timers = new CallTimers();
                var client = client(
                        URI.create("http://127.0.0.1:" + silent.getLocalPort()), Duration.ofMillis(200), timers)) {
            assertThatExceptionOfType(ApiCallTimeoutException.class).isThrownBy(client::listTables);
        }
    }
}
