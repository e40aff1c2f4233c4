package io.contactstatus.web;

import io.contactstatus.standin.InMemoryConnect;
import io.contactstatus.store.LocalDynamoDb;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ContextConfiguration;

/// The whole service on a free port, guarded by API keys, over a DynamoDB inside this JVM.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ContextConfiguration(initializers = GuardedService.Start.class)
public @interface GuardedService {

    /// May do everything.
    String ALL = "key-of-one-who-may-do-everything";

    /// May read contacts, but not personal data.
    String READER = "key-of-one-who-may-read-contacts";

    /// May also hear recordings, and neither keep them nor read what was said.
    String LISTENER = "key-of-one-who-listens-to-recordings";

    /// Runs the service and may not see personal data.
    String OPERATOR = "key-of-one-who-runs-the-service";

    /// May bring records in and nothing else.
    String INGESTER = "key-of-one-who-brings-records-in";

    /// May also say who calls customers back.
    String WRITER = "key-of-one-who-agrees-call-backs";

    /// Of a screen on a wall.
    String DISPLAY = "key-of-a-display";

    class Start implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            var properties = new ArrayList<>(withoutKeys());
            properties.addAll(
                    key(
                            0,
                            ALL,
                            "contacts:read,contacts:write,contacts:control,recordings:read,recordings:download,transcripts:read,ingest,admin,pii:read"));
            properties.addAll(key(1, READER, "contacts:read"));
            properties.addAll(key(2, INGESTER, "ingest"));
            properties.addAll(key(3, OPERATOR, "admin"));
            properties.addAll(key(4, LISTENER, "contacts:read,recordings:read"));
            properties.addAll(key(5, WRITER, "contacts:read,contacts:write"));
            properties.add("contact-status.security.displays[0].name=a-display");
            properties.add("contact-status.security.displays[0].sha256=" + sha256(DISPLAY));
            TestPropertyValues.of(properties).applyTo(context);
        }

        /// For a service that is guarded by something else.
        public static List<String> withoutKeys() {
            // The default credentials chain of the AWS SDK reads these.
            System.setProperty("aws.accessKeyId", "local");
            System.setProperty("aws.secretAccessKey", "local");
            System.setProperty("aws.region", "eu-west-2");
            return List.of(
                    "contact-status.dynamodb.endpoint=" + LocalDynamoDb.shared().endpoint(),
                    "contact-status.tables.create=true",
                    "contact-status.tables.prefix=" + LocalDynamoDb.freshPrefix(),
                    "contact-status.connect.endpoint="
                            + InMemoryConnect.shared().endpoint(),
                    "contact-status.security.cursor-secret=0123456789abcdef0123456789abcdef",
                    // What tests tell of happened on a certain day, whatever day it is.
                    "contact-status.stale.call=36500d",
                    "contact-status.stale.chat=36500d",
                    "contact-status.stale.task=36500d",
                    "contact-status.stale.email=36500d",
                    "contact-status.stale.callback=36500d");
        }

        private static List<String> key(int index, String key, String scopes) {
            var prefix = "contact-status.security.api-keys[" + index + "].";
            return List.of(
                    prefix + "name=" + key.substring("key-of-".length()),
                    prefix + "sha256=" + sha256(key),
                    prefix + "scopes=" + scopes);
        }

        private static String sha256(String key) {
            try {
                return HexFormat.of()
                        .formatHex(MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }
}
