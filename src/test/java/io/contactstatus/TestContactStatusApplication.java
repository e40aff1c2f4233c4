package io.contactstatus;

import io.contactstatus.store.LocalDynamoDb;
import java.nio.file.Path;
import org.springframework.boot.SpringApplication;

/// The embedded default, started by `./mvnw spring-boot:test-run`: DynamoDB Local in this JVM, simulated
/// contacts, no login, reachable from this machine only.
///
/// What is stored lies in `target/dynamodb` and is there again at the next start; with
/// `CONTACT_STATUS_EMBEDDED_IN_MEMORY=true` it is forgotten.
public class TestContactStatusApplication {

    static void main(String[] arguments) {
        var database = Boolean.parseBoolean(System.getenv("CONTACT_STATUS_EMBEDDED_IN_MEMORY"))
                ? LocalDynamoDb.inMemory()
                : LocalDynamoDb.persistingIn(Path.of("target", "dynamodb"));
        // DynamoDB Local asks for credentials, any will do; the default chain finds these.
        System.setProperty("aws.accessKeyId", "embedded");
        System.setProperty("aws.secretAccessKey", "embedded");
        System.setProperty("aws.region", "eu-west-2");
        System.setProperty(
                "contact-status.dynamodb.endpoint", database.endpoint().toString());
        var application = new SpringApplication(ContactStatusApplication.class);
        application.setAdditionalProfiles("embedded");
        application.run(arguments);
    }
}
