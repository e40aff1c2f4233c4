package io.contactstatus.store;

import org.springframework.boot.autoconfigure.preinitialize.BackgroundPreinitializer;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// Loads the classes of the SDK's client in a thread of its own, while the application context is built on the
/// starting one. The client that it makes is for nothing else.
class SdkPreinitializer implements BackgroundPreinitializer {

    @Override
    public void preinitialize() {
        DynamoDbClient.builder()
                .region(Region.US_EAST_1)
                .credentialsProvider(AnonymousCredentialsProvider.create())
                .httpClientBuilder(Apache5HttpClient.builder())
                .build()
                .close();
    }
}
