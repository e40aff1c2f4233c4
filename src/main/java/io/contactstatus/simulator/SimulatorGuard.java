package io.contactstatus.simulator;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/// Makes sure that invented contacts never get among real ones: where the simulator is switched on, the
/// application starts only under a profile that says so *and* with DynamoDB replaced by a stand-in. Where it
/// writes to streams, Kinesis has to be one too, and where changes are announced, EventBridge.
///
/// Every endpoint that is set has to be harmless, not only the one that would win, so that nothing here depends
/// on which of them the AWS SDK prefers.
final class SimulatorGuard {

    private static final String[] PROFILES = {"embedded", "simulated"};
    private static final List<String> EVERYTHING = List.of("aws.endpointUrl", "AWS_ENDPOINT_URL");
    private static final List<String> DYNAMO_DB =
            List.of("contact-status.dynamodb.endpoint", "aws.endpointUrlDynamoDb", "AWS_ENDPOINT_URL_DYNAMODB");
    private static final List<String> KINESIS =
            List.of("contact-status.kinesis.endpoint", "aws.endpointUrlKinesis", "AWS_ENDPOINT_URL_KINESIS");
    private static final List<String> EVENT_BRIDGE =
            List.of("contact-status.announce.endpoint", "aws.endpointUrlEventBridge", "AWS_ENDPOINT_URL_EVENTBRIDGE");
    private static final List<String> AMAZON =
            List.of("amazonaws.com", "amazonaws.com.cn", "amazonaws.eu", "api.aws", "aws.dev", "amazon.com");

    private SimulatorGuard() {}

    /// @throws SimulatorForbidden if the simulated contacts could reach a real table
    static void check(Environment environment) {
        if (!environment.acceptsProfiles(Profiles.of(PROFILES))) {
            throw new SimulatorForbidden("neither the profile \"embedded\" nor \"simulated\" is active");
        }
        if (environment.getProperty("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", Boolean.class, false)) {
            throw new SimulatorForbidden("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS asks for the endpoints of Amazon");
        }
        demandStandIn(environment, "DynamoDB", DYNAMO_DB);
        if ("streams".equalsIgnoreCase(environment.getProperty("contact-status.simulator.output"))) {
            demandStandIn(environment, "Kinesis", KINESIS);
        }
        if (environment.getProperty("contact-status.announce.enabled", Boolean.class, false)) {
            demandStandIn(environment, "EventBridge", EVENT_BRIDGE);
        }
    }

    private static void demandStandIn(Environment environment, String service, List<String> endpoints) {
        var configured = Stream.concat(endpoints.stream(), EVERYTHING.stream())
                .filter(name -> endpoint(environment, name).isPresent())
                .toList();
        if (configured.isEmpty()) {
            throw new SimulatorForbidden("no endpoint other than Amazon's own is set for " + service);
        }
        for (var name : configured) {
            if (endpoint(environment, name).filter(SimulatorGuard::isStandIn).isEmpty()) {
                throw new SimulatorForbidden(name + " is not the address of a stand-in for " + service);
            }
        }
    }

    private static Optional<String> endpoint(Environment environment, String name) {
        return Optional.ofNullable(environment.getProperty(name)).filter(value -> !value.isBlank());
    }

    private static boolean isStandIn(String endpoint) {
        try {
            var host = new URI(endpoint.strip()).getHost();
            return host != null && !belongsToAmazon(host.toLowerCase(Locale.ROOT));
        } catch (URISyntaxException unreadable) {
            return false;
        }
    }

    private static boolean belongsToAmazon(String host) {
        var name = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        return AMAZON.stream().anyMatch(domain -> name.equals(domain) || name.endsWith("." + domain));
    }
}
