package io.contactstatus.bench;

import jakarta.servlet.Filter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.PropertyPlaceholderAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.servlet.autoconfigure.HttpEncodingAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Profile;
import org.springframework.core.env.Environment;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/// What `GET /contacts/{id}` is compared with: a handler that gets the same item and answers with its attributes,
/// behind one filter that asks for an API key. Nothing else of a service: no rules, no metrics, no pages.
///
/// Runs without the service's classes on its class path, so it has none of its settings either.
@ImportAutoConfiguration({
    PropertyPlaceholderAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpEncodingAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class
})
@Import(BareApi.Contacts.class)
class BareApi {

    static final String DIGEST = "bare.sha256";
    static final String TABLE = "bare.table";
    static final String ENDPOINT = "bare.endpoint";

    /// So that tests that start the service do not find the handler beside it.
    private static final String PROFILE = "bare";

    public static void main(String[] arguments) {
        var application = new SpringApplication(BareApi.class);
        application.setAdditionalProfiles(PROFILE);
        application.run(arguments);
    }

    @Bean
    DynamoDbClient dynamoDb(Environment environment) {
        return DynamoDbClient.builder()
                .endpointOverride(URI.create(environment.getRequiredProperty(ENDPOINT)))
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(128))
                .build();
    }

    @Bean
    Filter door(Environment environment) {
        var known = HexFormat.of().parseHex(environment.getRequiredProperty(DIGEST));
        return (request, response, chain) -> {
            var key = ((HttpServletRequest) request).getHeader("X-Api-Key");
            if (key != null && MessageDigest.isEqual(known, digest(key))) {
                chain.doFilter(request, response);
            } else {
                ((HttpServletResponse) response).sendError(HttpServletResponse.SC_UNAUTHORIZED);
            }
        };
    }

    static byte[] digest(String key) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @RestController
    @Profile(PROFILE)
    static class Contacts {

        private final DynamoDbClient dynamoDb;
        private final String table;

        Contacts(DynamoDbClient dynamoDb, Environment environment) {
            this.dynamoDb = dynamoDb;
            table = environment.getRequiredProperty(TABLE);
        }

        @GetMapping("/contacts/{contactId}")
        Map<String, Object> contact(@PathVariable String contactId) {
            var key = Map.of("Connect_ContactId", AttributeValue.fromS(contactId));
            return shown(dynamoDb.getItem(get -> get.tableName(table).key(key)).item());
        }

        private static Map<String, Object> shown(Map<String, AttributeValue> attributes) {
            var shown = new LinkedHashMap<String, Object>();
            attributes.forEach((name, value) -> shown.put(name, shown(value)));
            return shown;
        }

        private static Object shown(AttributeValue value) {
            return switch (value.type()) {
                case S -> value.s();
                case N -> value.n();
                case BOOL -> value.bool();
                case B -> Base64.getEncoder().encodeToString(value.b().asByteArrayUnsafe());
                case M -> shown(value.m());
                default -> throw new IllegalStateException("no attribute of a contact is of that type");
            };
        }
    }
}
