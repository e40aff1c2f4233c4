package io.contactstatus.simulator;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.env.MockEnvironment;

class SimulatorGuardTest {

    private final MockEnvironment environment = new MockEnvironment();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS_ENDPOINT_URL",
                "AWS_ENDPOINT_URL_DYNAMODB",
                "aws.endpointUrlDynamoDb",
                "contact-status.dynamodb.endpoint"
            })
    void letsTheSimulatorPlayAgainstAStandIn(String name) {
        environment.withProperty(name, "http://localhost:8000").setActiveProfiles("embedded");

        assertThatCode(() -> SimulatorGuard.check(environment)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:8000", "http://dynamodb:8000", "https://amazonaws.com.example.org"})
    void letsTheSimulatorPlayAgainstAnythingThatIsNotAmazon(String endpoint) {
        environment.withProperty("AWS_ENDPOINT_URL", endpoint).setActiveProfiles("simulated");

        assertThatCode(() -> SimulatorGuard.check(environment)).doesNotThrowAnyException();
    }

    @Test
    void refusesWithoutAProfileThatSaysSo() {
        environment.withProperty("AWS_ENDPOINT_URL", "http://localhost:8000").setActiveProfiles("production");

        assertRefusedBecause("profile");
    }

    @Test
    void refusesToAnnounceInventedContactsToTheWorld() {
        environment
                .withProperty("AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:8000")
                .withProperty("contact-status.announce.enabled", "true")
                .setActiveProfiles("simulated");

        assertRefusedBecause("EventBridge");
        environment.setProperty("contact-status.announce.endpoint", "https://events.eu-west-2.amazonaws.com");
        assertRefusedBecause("EventBridge");
        environment.setProperty("contact-status.announce.endpoint", "http://localhost:8001");
        assertThatCode(() -> SimulatorGuard.check(environment)).doesNotThrowAnyException();
    }

    @Test
    void refusesWithoutAnEndpoint() {
        environment.setActiveProfiles("simulated");

        assertRefusedBecause("no endpoint");
    }

    @Test
    void refusesAnEmptyEndpoint() {
        environment.withProperty("AWS_ENDPOINT_URL", " ").setActiveProfiles("simulated");

        assertRefusedBecause("no endpoint");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://dynamodb.eu-west-2.amazonaws.com",
                "https://DynamoDB.EU-West-2.AmazonAWS.com./",
                "https://dynamodb.cn-north-1.amazonaws.com.cn",
                "https://vpce-0a1b.dynamodb.eu-west-2.vpce.amazonaws.com:443",
                "https://dynamodb.eu-west-2.api.aws",
                "https://amazonaws.com",
                "localhost:8000",
                "not a url"
            })
    void refusesWhatIsAmazonOrCannotBeRead(String endpoint) {
        environment.withProperty("AWS_ENDPOINT_URL", endpoint).setActiveProfiles("simulated");

        assertRefusedBecause("AWS_ENDPOINT_URL is not the address of a stand-in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"contact-status.dynamodb.endpoint", "aws.endpointUrlDynamoDb", "aws.endpointUrl"})
    void refusesWhenOnlyOneOfTheEndpointsIsAStandIn(String another) {
        environment
                .withProperty("AWS_ENDPOINT_URL", "http://localhost:8000")
                .withProperty(another, "https://dynamodb.eu-west-2.amazonaws.com")
                .setActiveProfiles("simulated");

        assertRefusedBecause(another);
    }

    @Test
    void refusesWhenTheSdkIsToldNotToListen() {
        environment
                .withProperty("AWS_ENDPOINT_URL", "http://localhost:8000")
                .withProperty("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true")
                .setActiveProfiles("simulated");

        assertRefusedBecause("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS");
    }

    @Test
    void demandsAStandInForKinesisTooWhereItPlaysIntoStreams() {
        environment
                .withProperty("AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:8000")
                .withProperty("contact-status.simulator.output", "streams")
                .setActiveProfiles("simulated");

        assertRefusedBecause("no endpoint other than Amazon's own is set for Kinesis");
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS_ENDPOINT_URL_KINESIS", "contact-status.kinesis.endpoint", "aws.endpointUrlKinesis"})
    void refusesToPlayIntoStreamsOfAmazon(String name) {
        environment
                .withProperty("AWS_ENDPOINT_URL", "http://localhost:8000")
                .withProperty("contact-status.simulator.output", "streams")
                .withProperty(name, "https://kinesis.eu-west-2.amazonaws.com")
                .setActiveProfiles("simulated");

        assertRefusedBecause(name + " is not the address of a stand-in for Kinesis");
    }

    @Test
    void letsTheSimulatorPlayIntoStreamsOfAStandIn() {
        environment
                .withProperty("AWS_ENDPOINT_URL_DYNAMODB", "http://localhost:8000")
                .withProperty("AWS_ENDPOINT_URL_KINESIS", "http://localhost:4568")
                .withProperty("contact-status.simulator.output", "streams")
                .setActiveProfiles("simulated");

        assertThatCode(() -> SimulatorGuard.check(environment)).doesNotThrowAnyException();
    }

    private void assertRefusedBecause(String why) {
        assertThatExceptionOfType(SimulatorForbidden.class)
                .isThrownBy(() -> SimulatorGuard.check(environment))
                .withMessageContaining("contact-status.simulator.enabled")
                .withMessageContaining(why);
    }
}
