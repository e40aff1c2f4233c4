package io.contactstatus.standin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.contactstatus.standin.FaultyDynamoDb.Fault;
import io.contactstatus.store.LocalDynamoDb;
import java.net.ConnectException;
import java.net.URI;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/// What a test of bad days rests on.
class FaultyDynamoDbTest {

    private static final String TABLE = LocalDynamoDb.freshPrefix() + "faulty";
    private static final DynamoDbClient DIRECTLY = LocalDynamoDb.shared().client();

    private final FaultyDynamoDb proxy =
            new FaultyDynamoDb(LocalDynamoDb.shared().endpoint(), 1);
    private final DynamoDbClient client = impatient(proxy.endpoint());

    @BeforeAll
    static void createTable() {
        DIRECTLY.createTable(table -> table.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("Id")
                        .attributeType(ScalarAttributeType.S)
                        .build())
                .keySchema(KeySchemaElement.builder()
                        .attributeName("Id")
                        .keyType(KeyType.HASH)
                        .build()));
    }

    @AfterAll
    static void end() {
        DIRECTLY.close();
    }

    @BeforeEach
    void passesEverythingThroughAtFirst() {
        put(client, "before");

        assertThat(isThere(client, "before")).isTrue();
    }

    @AfterEach
    void endProxy() {
        client.close();
        proxy.close();
    }

    @Test
    void throttles() {
        proxy.disturb(1, EnumSet.of(Fault.THROTTLED));

        var refusal = catchThrowableOfType(DynamoDbException.class, () -> put(client, "throttled"));

        assertThat(refusal.isThrottlingException()).isTrue();
        assertThat(refusal.statusCode()).isEqualTo(400);
        assertThat(isThere(DIRECTLY, "throttled")).isFalse();
    }

    @Test
    void fails() {
        proxy.disturb(1, EnumSet.of(Fault.FAILED));

        var failure = catchThrowableOfType(DynamoDbException.class, () -> put(client, "failed"));

        assertThat(failure.statusCode()).isEqualTo(500);
        assertThat(isThere(DIRECTLY, "failed")).isFalse();
    }

    @Test
    void keepsSilentUntilTheCallerHasHadEnough() {
        proxy.disturb(1, EnumSet.of(Fault.SILENT));

        assertThatThrownBy(() -> put(client, "silent")).isInstanceOf(ApiCallAttemptTimeoutException.class);

        assertThat(isThere(DIRECTLY, "silent")).isFalse();
    }

    @Test
    void resetsBeforeAnythingIsDone() {
        proxy.disturb(1, EnumSet.of(Fault.RESET));

        assertThatThrownBy(() -> put(client, "reset"))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("reset");

        assertThat(isThere(DIRECTLY, "reset")).isFalse();
    }

    @Test
    void losesTheAnswerToWhatIsDone() {
        proxy.disturb(1, EnumSet.of(Fault.ANSWER_LOST));

        assertThatThrownBy(() -> put(client, "done"))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("reset");

        assertThat(isThere(DIRECTLY, "done")).isTrue();
    }

    @Test
    void isAwayAndComesBackToTheSameAddress() {
        proxy.leave();
        // The connection that was open, and then another.
        assertThatThrownBy(() -> put(client, "away"))
                .isInstanceOf(SdkClientException.class)
                .hasMessageContaining("reset");
        assertThatThrownBy(() -> put(client, "away")).rootCause().isInstanceOf(ConnectException.class);

        proxy.comeBack();
        put(client, "back");

        assertThat(isThere(DIRECTLY, "away")).isFalse();
        assertThat(isThere(DIRECTLY, "back")).isTrue();
    }

    @Test
    void disturbsAsManyAsItIsToldAndTheSameOnesForTheSameSeed() {
        var kinds = EnumSet.of(Fault.THROTTLED, Fault.FAILED, Fault.RESET);
        var first = fates(kinds);
        var second = fates(kinds);

        assertThat(first).isEqualTo(second).contains("well", "status 400", "status 500", "reset");
        assertThat(first.stream().filter(fate -> !fate.equals("well")).count()).isBetween(60L, 120L);
    }

    @Test
    void countsWhatItDid() {
        proxy.disturb(1, EnumSet.of(Fault.FAILED));
        assertThatThrownBy(() -> put(client, "counted")).isInstanceOf(DynamoDbException.class);

        assertThat(proxy.met(Fault.FAILED)).isEqualTo(1);
        assertThat(proxy.met(Fault.RESET)).isZero();
        // With the two before the test.
        assertThat(proxy.calls()).isEqualTo(3);
    }

    private static List<String> fates(EnumSet<Fault> kinds) {
        try (var seeded = new FaultyDynamoDb(LocalDynamoDb.shared().endpoint(), 7);
                var caller = impatient(seeded.endpoint())) {
            seeded.disturb(0.3, kinds);
            return IntStream.range(0, 300).mapToObj(call -> fate(caller)).toList();
        }
    }

    private static String fate(DynamoDbClient caller) {
        try {
            isThere(caller, "before");
            return "well";
        } catch (DynamoDbException answered) {
            return "status " + answered.statusCode();
        } catch (SdkClientException unanswered) {
            return "reset";
        }
    }

    private static void put(DynamoDbClient client, String id) {
        client.putItem(put -> put.tableName(TABLE).item(key(id)));
    }

    private static boolean isThere(DynamoDbClient client, String id) {
        return client.getItem(get -> get.tableName(TABLE).key(key(id)).consistentRead(true))
                .hasItem();
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("Id", AttributeValue.fromS(id));
    }

    private static DynamoDbClient impatient(URI endpoint) {
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.EU_WEST_2)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("any", "any")))
                .overrideConfiguration(ClientOverrideConfiguration.builder()
                        .retryStrategy(AwsRetryStrategy.doNotRetry())
                        .apiCallAttemptTimeout(Duration.ofSeconds(2))
                        .build())
                .build();
    }
}
