package io.contactstatus.pages;

import io.contactstatus.standin.InMemoryConnect;
import io.contactstatus.store.LocalDynamoDb;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/// The whole service on a free port as the embedded default has it, without a login, over a DynamoDB inside
/// this JVM, and without the simulator: what is on its pages is what the test has put there.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@ActiveProfiles("embedded")
@ContextConfiguration(initializers = OpenService.Start.class)
public @interface OpenService {

    class Start implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            // The default credentials chain of the AWS SDK reads these.
            System.setProperty("aws.accessKeyId", "local");
            System.setProperty("aws.secretAccessKey", "local");
            System.setProperty("aws.region", "eu-west-2");
            TestPropertyValues.of(
                            "contact-status.dynamodb.endpoint="
                                    + LocalDynamoDb.shared().endpoint(),
                            "contact-status.tables.prefix=" + LocalDynamoDb.freshPrefix(),
                            "contact-status.connect.enabled=true",
                            "contact-status.connect.endpoint="
                                    + InMemoryConnect.shared().endpoint(),
                            "contact-status.simulator.enabled=false")
                    .applyTo(context);
        }
    }
}
