package io.contactstatus.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import io.contactstatus.store.LocalDynamoDb;
import io.contactstatus.store.MovingClock;
import io.contactstatus.store.StoredContact;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/// EventBridge answers well to what is put on a bus that is not there.
@ExtendWith(OutputCaptureExtension.class)
class EventBusCheckTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final ContactId ID = new ContactId("call-1");
    private static final Contact CALL = Facts.about(ID, Source.CONTACT_EVENT)
            .heardAt(NOON)
            .initiated(Moment.exact(NOON))
            .toContact();
    private static final String MISSING = "ResourceNotFoundException";

    private final MovingClock clock = new MovingClock(NOON);
    private final FakeEventBridge bridge = new FakeEventBridge();
    private final AnnouncingInstance instance = new AnnouncingInstance(LocalDynamoDb.freshPrefix(), bridge, clock, 100);

    @AfterEach
    void end() {
        instance.close();
        bridge.close();
    }

    private boolean isMarked() {
        return instance.contacts.find(ID).map(StoredContact::outboxMark).isPresent();
    }

    @Test
    void nothingIsSentToABusThatIsNotThereAndNothingIsForgotten() {
        bridge.describeWith(MISSING);
        instance.contacts.join(CALL);

        instance.announce();

        assertThat(bridge.requests()).isEmpty();
        assertThat(isMarked()).isTrue();
        assertThat(instance.condition.failing()).isEqualTo(new EventBusStatus.Failing(NOON, "NoSuchEventBus"));

        bridge.describeWith(null);
        instance.announce();

        assertThat(bridge.taken()).hasSize(1);
        assertThat(isMarked()).isFalse();
        assertThat(instance.condition.failing()).isNull();
    }

    @Test
    void isNoticedBeforeThereIsAnythingToAnnounce() {
        bridge.describeWith(MISSING);
        instance.sweep();
        assertThat(instance.condition.failing()).isEqualTo(new EventBusStatus.Failing(NOON, "NoSuchEventBus"));

        bridge.describeWith(null);
        instance.sweep();
        assertThat(instance.condition.failing()).isNull();
    }

    @Test
    void isAskedForAgainNowAndThen() {
        assertThat(instance.presence.objection()).isNull();
        bridge.describeWith(MISSING);
        assertThat(instance.presence.objection()).isNull();

        clock.pass(Duration.ofMinutes(1));

        assertThat(instance.presence.objection()).isEqualTo("NoSuchEventBus");
    }

    @Test
    void isTakenForGrantedWithOneWarningWhereNobodyMayAsk(CapturedOutput output) {
        bridge.describeWith("AccessDeniedException");
        instance.contacts.join(CALL);

        instance.announce();
        clock.pass(Duration.ofMinutes(2));
        instance.sweep();

        assertThat(bridge.taken()).hasSize(1);
        assertThat(instance.condition.failing()).isNull();
        assertThat(output.toString().split("DescribeEventBus is not allowed", -1))
                .hasSize(2);
    }

    @Test
    void isWaitedForUntilItWasSeenOnce() {
        bridge.describeWith("ThrottlingException");
        assertThat(instance.presence.objection()).isEqualTo("ThrottlingException");

        bridge.describeWith(null);
        assertThat(instance.presence.objection()).isNull();
        clock.pass(Duration.ofMinutes(2));
        bridge.describeWith("ThrottlingException");

        assertThat(instance.presence.objection()).isNull();
    }

    @Test
    void isNotAskedForWhereItIsTheOneThatEveryAccountHas() {
        bridge.describeWith(MISSING);
        try (var client = bridge.client()) {
            assertThat(new EventBusCheck(client, "default", clock).objection()).isNull();
        }
    }
}
