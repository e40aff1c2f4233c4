package io.contactstatus.bench;

import io.contactstatus.store.LocalDynamoDb;
import java.time.Duration;
import java.util.function.Consumer;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;

/// Clients of the local DynamoDB that are set up like the service's own, and tell what they are asked.
final class CountedDynamoDb {

    private CountedDynamoDb() {}

    /// @param asked is told of reads and writes of items, from many threads
    static DynamoDbClient client(Consumer<SdkRequest> asked) {
        return DynamoDbClient.builder()
                .endpointOverride(LocalDynamoDb.shared().endpoint())
                .region(Region.EU_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(128))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .apiCallAttemptTimeout(Duration.ofSeconds(30))
                        .addExecutionInterceptor(new Listener(asked))
                        .build())
                .build();
    }

    private record Listener(Consumer<SdkRequest> asked) implements ExecutionInterceptor {

        @Override
        public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
            switch (context.request()) {
                case GetItemRequest get -> asked.accept(get);
                case PutItemRequest put -> asked.accept(put);
                case BatchWriteItemRequest batch -> asked.accept(batch);
                default -> {
                    // About tables, not about items.
                }
            }
        }
    }
}
