package io.contactstatus.decode;

import static io.contactstatus.decode.Payloads.AGENT;
import static io.contactstatus.decode.Payloads.CONTACT;
import static io.contactstatus.decode.Payloads.QUEUE;
import static io.contactstatus.decode.Payloads.contact;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Flag;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DescriptionDecoderTest {

    private static final String ENDED = described("2026-01-05T20:00:00Z", """
            'Channel':'VOICE','InitiationMethod':'INBOUND','InitiationTimestamp':'2026-01-05T18:00:00Z',
            'QueueInfo':{'Id':'aaaa1111-2222-4333-8444-555566667777','EnqueueTimestamp':'2026-01-05T18:00:05Z'},
            'AgentInfo':{'Id':'bbbb1111-2222-4333-8444-555566667777','ConnectedToAgentTimestamp':'2026-01-05T18:00:30Z'},
            'DisconnectTimestamp':'2026-01-05T18:02:00Z','DisconnectReason':'CUSTOMER_DISCONNECT',
            'CustomerEndpoint':{'Type':'TELEPHONE_NUMBER','Address':'+819012345678'},'Attributes':{'customerNumber':'4711'}""");

    private static final String TALKING = described("2026-01-05T20:00:00Z", """
            'Channel':'VOICE','InitiationMethod':'INBOUND','InitiationTimestamp':'2026-01-05T18:00:00Z',
            'AgentInfo':{'Id':'bbbb1111-2222-4333-8444-555566667777','ConnectedToAgentTimestamp':'2026-01-05T18:00:30Z'}""");

    private static final String UNKNOWN =
            "{'DescribedAt':'2026-01-05T20:00:00Z','ContactId':'$CONTACT','InstanceARN':'$INSTANCE'}";

    private static final String QUEUED = """
            {'detail-type':'Amazon Connect Contact Event','time':'2026-01-05T18:00:06Z','detail':{'eventType':'QUEUED',
            'contactId':'$CONTACT','channel':'VOICE','initiationMethod':'INBOUND','initiationTimestamp':'2026-01-05T18:00:00.345Z',
            'queueInfo':{'queueArn':'$QUEUE','enqueueTimestamp':'2026-01-05T18:00:05.678Z'}}}""";

    private static String described(String at, String contact) {
        return "{'DescribedAt':'" + at + "','ContactId':'$CONTACT','InstanceARN':'$INSTANCE','Contact':{" + contact
                + "}}";
    }

    @Test
    void anEndThatNobodyToldIsLearntByAsking() {
        var seen = contact(QUEUED).join(contact(ENDED)).snapshot();

        assertThat(seen.active()).isFalse();
        assertThat(seen.status()).isEqualTo(Status.COMPLETED);
        assertThat(seen.disconnectReason()).isEqualTo("CUSTOMER_DISCONNECT");
        assertThat(seen.queue()).extracting(queue -> queue.arn()).isEqualTo(QUEUE);
        assertThat(seen.agent()).extracting(agent -> agent.arn()).isEqualTo(AGENT);
        assertThat(seen.customer().identifier()).isEqualTo("4711");
        assertThat(seen.heard().lastBySource()).containsEntry(Source.RECONCILED, Instant.parse("2026-01-05T18:02:00Z"));
    }

    @Test
    void whatContactEventsTellFinerStays() {
        var seen = contact(ENDED).join(contact(QUEUED)).snapshot();

        assertThat(seen.timestamps().initiated()).isEqualTo("2026-01-05T18:00:00.345Z");
        assertThat(seen.timestamps().queued()).isEqualTo("2026-01-05T18:00:05.678Z");
        assertThat(seen.course().phases())
                .filteredOn(phase -> phase.kind() == Phase.Kind.QUEUE)
                .hasSize(1);
    }

    @Test
    void oneThatStillGoesOnIsHeardOfAgain() {
        var seen = contact(QUEUED).join(contact(TALKING)).snapshot();

        assertThat(seen.status()).isEqualTo(Status.CONNECTED_TO_AGENT);
        assertThat(seen.timestamps().lastEvent()).isEqualTo("2026-01-05T20:00:00Z");
    }

    @Test
    void oneThatAmazonConnectDoesNotKnowHasNoEndAndIsInNoList() {
        var seen = contact(QUEUED).join(contact(UNKNOWN)).snapshot();

        assertThat(seen.active()).isTrue();
        assertThat(seen.is(Flag.UNKNOWN_TO_CONNECT)).isTrue();
        assertThat(seen.isListedAsActive()).isFalse();
        assertThat(seen.timestamps().ended()).isNull();
        var later = contact(TALKING.replace("2026-01-05T20:00:00Z", "2026-01-05T20:30:00Z"));
        assertThat(contact(UNKNOWN).join(contact(QUEUED)).join(later).snapshot().is(Flag.UNKNOWN_TO_CONNECT))
                .isFalse();
    }

    @Test
    void theOrderInWhichItIsHeardDoesNotMatter() {
        var all = List.of(contact(QUEUED), contact(ENDED), contact(TALKING), contact(UNKNOWN), contact(ENDED));
        var expected = joined(all);
        for (var first = 0; first < all.size(); first++) {
            var order = new ArrayList<>(all.subList(first, all.size()));
            order.addAll(all.subList(0, first));
            assertThat(joined(order)).isEqualTo(expected);
            assertThat(joined(order.reversed())).isEqualTo(expected);
        }
    }

    private static Contact joined(List<Contact> all) {
        return all.stream().reduce(Contact.unseen(new ContactId(CONTACT)), Contact::join);
    }
}
