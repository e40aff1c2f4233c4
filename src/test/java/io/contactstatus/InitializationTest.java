package io.contactstatus;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.kinesis.KinesisLocal;
import io.contactstatus.store.LocalDynamoDb;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

@ExtendWith(OutputCaptureExtension.class)
class InitializationTest {

    private final String prefix = LocalDynamoDb.freshPrefix();

    @BeforeEach
    void tellTheSdk() {
        System.setProperty("aws.accessKeyId", "local");
        System.setProperty("aws.secretAccessKey", "local");
        System.setProperty("aws.region", "eu-west-2");
    }

    @Test
    void isAskedForByAFlagOrByAProfile() {
        assertThat(Initialization.isAskedFor("--contact-status.init.enabled=true"))
                .isTrue();
        assertThat(Initialization.isAskedFor("--spring.profiles.active=simulated,init"))
                .isTrue();
        assertThat(Initialization.isAskedFor()).isFalse();
        assertThat(Initialization.isAskedFor("--spring.profiles.active=simulated"))
                .isFalse();
    }

    @Test
    void makesTablesStreamsAndTheLeaseTable() {
        try (var kinesis = KinesisLocal.started();
                var dynamo = LocalDynamoDb.shared().client()) {
            var exit = run(
                    "--contact-status.init.enabled=true",
                    "--contact-status.kinesis.endpoint=" + kinesis.endpoint(),
                    "--contact-status.kinesis.streams=one,two",
                    "--contact-status.kinesis.create-shards=3",
                    "--contact-status.kinesis.application=" + prefix + "leases");

            assertThat(exit).isZero();
            assertThat(kinesis.client().listStreams().streamNames()).containsExactlyInAnyOrder("one", "two");
            assertThat(kinesis.client()
                            .listShards(request -> request.streamName("two"))
                            .shards())
                    .hasSize(3);
            assertThat(dynamo.listTablesPaginator().tableNames())
                    .contains(prefix + "ContactStatus", prefix + "ContactHistory", prefix + "leases");
        }
    }

    @Test
    void makesTablesAloneWhereNoStreamsAreNamed() {
        try (var dynamo = LocalDynamoDb.shared().client()) {
            assertThat(run()).isZero();
            assertThat(dynamo.listTablesPaginator().tableNames())
                    .contains(prefix + "AgentSeat")
                    .doesNotContain("contact-status");
        }
    }

    @Test
    void saysWhatItWaitedForInVain(CapturedOutput output) {
        var exit = run(
                "--contact-status.kinesis.endpoint=http://127.0.0.1:1",
                "--contact-status.kinesis.streams=one",
                "--contact-status.init.patience=1s");

        assertThat(exit).isNotZero();
        assertThat(output)
                .contains("APPLICATION FAILED TO START", "The streams could not be made: Kinesis was not reached");
    }

    private int run(String... more) {
        var arguments = new ArrayList<>(List.of(
                "--contact-status.dynamodb.endpoint=" + LocalDynamoDb.shared().endpoint(),
                "--contact-status.tables.prefix=" + prefix));
        arguments.addAll(List.of(more));
        return Initialization.run(arguments.toArray(String[]::new));
    }
}
