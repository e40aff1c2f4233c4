package io.contactstatus.connect;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.standin.InMemoryConnect;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.ConnectInstances.ConnectInstance;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ConnectClientsTest {

    private static final String OWN = "arn:aws:connect:eu-west-2:111122223333:instance/own";
    private static final String OTHER = "arn:aws:connect:eu-west-2:444455556666:instance/other";

    private final InMemoryConnect connect = new InMemoryConnect();
    private final ConnectDirectory directory = AskedConnect.at(
            connect.endpoint(),
            new ConnectInstances(List.of(
                    new ConnectInstance(OWN, null, null, ZoneOffset.UTC),
                    new ConnectInstance(
                            OTHER, "paris", null, ZoneOffset.UTC, "arn:aws:iam::444455556666:role/contacts"))));

    @AfterEach
    void end() {
        connect.close();
    }

    @Test
    void anInstanceOfAnotherAccountIsAskedInItsRole() {
        connect.names("billing", "Billing");
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");

        for (var instance : List.of(OWN, OTHER, OTHER)) {
            assertThat(directory.queueName(instance + "/queue/billing"))
                    .isEqualTo(new DescribeAnswer.Described("Billing"));
        }

        assertThat(connect.callers()).containsExactly("local", "as-contacts", "as-contacts");
        assertThat(connect.requests()).containsOnlyOnce("AssumeRole");
    }

    @Test
    void aRoleThatMayNotBeTakenIsAMissingPermission() {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        connect.failWith("AssumeRole", "AccessDenied");

        assertThat(directory.queueName(OTHER + "/queue/billing")).isEqualTo(new DescribeAnswer.Forbidden());
        assertThat(connect.callers()).isEmpty();
    }
}
