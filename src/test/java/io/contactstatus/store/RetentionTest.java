package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetentionTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00Z");
    private static final Instant RECEIVED = NOON.plusSeconds(60).plusMillis(789);
    private static final String QUEUE = "arn:aws:connect:eu-west-2:111122223333:instance/i/queue/billing";

    private final Retention retention = Retentions.ofOver(Duration.ofDays(1));

    @ParameterizedTest
    @CsvSource({
        "VOICE, INBOUND, P1D",
        "CHAT, API, P8D",
        "VOICE, CALLBACK, P15D",
        "TASK, API, P91D",
        "EMAIL, INBOUND, P91D",
    })
    void dependsOnWhatALiveContactIsAndIsCountedToTheSecond(String channel, String method, Duration length) {
        var live = contact(channel, method, it -> it.enqueued(Moment.exact(NOON), QUEUE));
        var kept = retention.of(live, RECEIVED);

        assertThat(kept.live()).isTrue();
        assertThat(kept.until()).isEqualTo(NOON.plusSeconds(60).plus(length));

        var over = retention.of(live.join(end()), RECEIVED);
        assertThat(over.live()).isFalse();
        assertThat(over.until()).isEqualTo(NOON.plusSeconds(60).plus(Duration.ofDays(1)));
    }

    @ParameterizedTest
    @CsvSource({"TASK, API, P91D", "VOICE, CALLBACK, P15D"})
    void isCountedFromTheTimeThatAContactIsScheduledFor(String channel, String method, Duration length) {
        var due = NOON.plus(Duration.ofDays(30));
        var scheduled = contact(channel, method, it -> it.scheduled(due, NOON));

        assertThat(retention.of(scheduled, RECEIVED).until()).isEqualTo(due.plus(length));
        assertThat(retention.of(scheduled, due.plusSeconds(9)).until())
                .isEqualTo(due.plusSeconds(9).plus(length));
        assertThat(retention.of(scheduled.join(end()), RECEIVED).until())
                .isEqualTo(NOON.plusSeconds(60).plus(Duration.ofDays(1)));
    }

    @Test
    void ofTombstonesIsAsLongAsTheArchiveKeepsContactsAtLeast() {
        var archiving = Retentions.archiving(Duration.ofDays(1));

        assertThat(archiving.ofTombstones(Duration.ofDays(90))).isEqualTo(Duration.ofDays(730));
        assertThat(archiving.ofTombstones(Duration.ofDays(3650))).isEqualTo(Duration.ofDays(3650));
        assertThat(retention.ofTombstones(Duration.ofDays(90))).isEqualTo(Duration.ofDays(90));
    }

    @Test
    void isThatOfACallWhereOnlyOtherLegsHaveSpoken() {
        var unseen = Contact.unseen(new ContactId("first"));

        assertThat(retention.of(unseen, RECEIVED).until())
                .isEqualTo(NOON.plusSeconds(60).plus(Duration.ofDays(1)));
    }

    @ParameterizedTest
    @CsvSource({"PT24H, PT1H", "PT12H, PT30M", "PT720H, PT1H"})
    void isNotWorthAWriteForLessThanAnHourOrA24thOfIt(Duration over, Duration slack) {
        var kept =
                Retentions.ofOver(over).of(contact("VOICE", "INBOUND", it -> it).join(end()), NOON);

        assertThat(kept.isHardlyLonger(NOON.plus(over).minus(slack).plusSeconds(1)))
                .isTrue();
        assertThat(kept.isHardlyLonger(NOON.plus(over).minus(slack))).isFalse();
    }

    private static Contact contact(String channel, String method, UnaryOperator<Facts> more) {
        return more.apply(Facts.about(new ContactId("contact"), Source.CONTACT_EVENT)
                        .heardAt(NOON)
                        .initiated(Moment.exact(NOON))
                        .channel(channel, NOON)
                        .initiationMethod(method))
                .toContact();
    }

    private static Contact end() {
        return Facts.about(new ContactId("contact"), Source.CONTACT_EVENT)
                .disconnected(Moment.exact(NOON.plusSeconds(30)))
                .toContact();
    }
}
