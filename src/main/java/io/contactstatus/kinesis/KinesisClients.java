package io.contactstatus.kinesis;

import io.contactstatus.switches.ConditionalOnSwitch;
import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;
import org.springframework.boot.autoconfigure.condition.AnyNestedCondition;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.Protocol;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisAsyncClient;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.kinesis.common.KinesisClientUtil;

/// What speaks to Kinesis, and to the lease table, where anything has to.
@Configuration(proxyBeanMethods = false)
@Conditional(KinesisClients.Needed.class)
class KinesisClients {

    static final class Needed extends AnyNestedCondition {

        Needed() {
            super(ConfigurationPhase.REGISTER_BEAN);
        }

        @ConditionalOnSwitch("contact-status.kinesis.enabled")
        static final class ToRead {}

        @ConditionalOnProperty(name = "contact-status.simulator.output", havingValue = "streams")
        static final class ToWrite {}

        @ConditionalOnSwitch("contact-status.init.enabled")
        static final class ToMake {}
    }

    /// For what is asked or written now and then.
    @Bean
    KinesisClient kinesisClient(KinesisProperties properties) {
        var client = KinesisClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder())
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(Duration.ofSeconds(10))
                        .apiCallTimeout(Duration.ofSeconds(20))
                        .build());
        if (properties.endpoint() != null) {
            client.endpointOverride(properties.endpoint());
        }
        return client.build();
    }

    /// For reading.
    @Bean
    KinesisAsyncClient kinesisAsyncClient(KinesisProperties properties, Environment environment) {
        var client = KinesisAsyncClient.builder();
        if (properties.endpoint() != null) {
            client.endpointOverride(properties.endpoint());
        }
        return (speaksHttp2(properties, environment)
                        ? KinesisClientUtil.adjustKinesisClientBuilder(client)
                        : client.httpClientBuilder(NettyNioAsyncHttpClient.builder()
                                .protocol(Protocol.HTTP1_1)
                                .maxConcurrency(Integer.MAX_VALUE)))
                .build();
    }

    private static boolean speaksHttp2(KinesisProperties properties, Environment environment) {
        return switch (properties.http()) {
            case HTTP_2 -> true;
            case HTTP_1_1 -> false;
            case AUTO -> properties.endpoint() == null && !isEndpointSet(environment);
        };
    }

    private static boolean isEndpointSet(Environment environment) {
        return Stream.of("AWS_ENDPOINT_URL_KINESIS", "AWS_ENDPOINT_URL", "aws.endpointUrlKinesis", "aws.endpointUrl")
                .anyMatch(environment::containsProperty);
    }

    /// For leases. With short waits: a lease that cannot be renewed in time is lost anyway.
    @Bean
    DynamoDbAsyncClient dynamoDbAsyncClient(Environment environment) {
        var client = DynamoDbAsyncClient.builder()
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(Duration.ofSeconds(5))
                        .apiCallTimeout(Duration.ofSeconds(12))
                        .build());
        var endpoint = environment.getProperty("contact-status.dynamodb.endpoint", URI.class);
        if (endpoint != null) {
            client.endpointOverride(endpoint);
        }
        return client.build();
    }

    @Bean
    Streams streams(KinesisProperties properties, KinesisClient kinesis) {
        return new Streams(
                kinesis, properties.streams().stream().map(StreamName::parse).toList());
    }

    @Bean
    LeaseTable leaseTable(
            KinesisProperties properties, Streams streams, KinesisAsyncClient kinesis, DynamoDbAsyncClient dynamo) {
        return new LeaseTable(properties, streams, kinesis, dynamo);
    }

    @Bean
    StreamProvisioner streamsMaker(KinesisProperties properties, Streams streams, LeaseTable leaseTable) {
        return new StreamProvisioner(streams, properties.createShards(), leaseTable);
    }
}
