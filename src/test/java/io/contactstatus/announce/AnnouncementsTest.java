package io.contactstatus.announce;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Endpoint;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Source;
import io.contactstatus.masking.Veil;
import io.contactstatus.store.CustomerKeys;
import io.contactstatus.store.OutboxMark;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.ContactSummaryView;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class AnnouncementsTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00.123Z");
    private static final JsonMapper JSON = new JsonMapper();
    private static final StoredContact CALL = new StoredContact(
            Facts.about(new ContactId("call-1"), Source.CONTACT_EVENT)
                    .heardAt(NOON)
                    .initiated(Moment.exact(NOON))
                    .customerEndpoint(new Endpoint("TELEPHONE_NUMBER", "+819012345678"), NOON)
                    .toContact(),
            7,
            NOON.plusSeconds(3600),
            CustomerKeys.only("+819012345678"),
            null);
    private static final OutboxMark FIRST = new OutboxMark(7, NOON, null);

    @Test
    void areTheSummaryThatListsShow() {
        var detail = new Announcements(JSON, Veil.DRAWN).detail(CALL, FIRST);

        assertThat(detail).isEqualTo(JSON.writeValueAsString(ContactSummaryView.of(CALL, Veil.DRAWN)));
    }

    @Test
    void tellWhoTheCustomerIsOnlyWhereThatIsWanted() {
        assertThat(new Announcements(JSON, AnnounceProperties.PersonalData.MASKED.veil).detail(CALL, FIRST))
                .contains("+81******5678")
                .doesNotContain("+819012345678");
        assertThat(new Announcements(JSON, AnnounceProperties.PersonalData.PLAIN.veil).detail(CALL, FIRST))
                .contains("+819012345678");
    }
}
