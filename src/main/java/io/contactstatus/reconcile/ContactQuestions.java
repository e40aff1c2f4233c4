package io.contactstatus.reconcile;

import io.contactstatus.connect.ConnectDirectory;
import io.contactstatus.connect.DescribeAnswer;
import io.contactstatus.contact.ContactId;
import io.contactstatus.ingest.ContactIngest;
import io.contactstatus.ingest.RawRecord;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.StoreRetry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Asks Amazon Connect about one contact, and hands the answer to the ingestion.
final class ContactQuestions {

    private final ConnectDirectory connect;
    private final ContactStore contacts;
    private final ContactIngest ingest;
    private final JsonMapper json;
    private final Clock clock;

    ContactQuestions(
            ConnectDirectory connect, ContactStore contacts, ContactIngest ingest, JsonMapper json, Clock clock) {
        this.connect = connect;
        this.contacts = contacts;
        this.ingest = ingest;
        this.json = json;
        this.clock = clock;
    }

    /// @return what Amazon Connect said; null when the contact is not there any more
    @Nullable
    DescribeAnswer ask(ContactId id) {
        return ask(id, true);
    }

    /// Of one that may well be over: that Amazon Connect does not know it any more says nothing.
    @Nullable
    DescribeAnswer askOfOver(ContactId id) {
        return ask(id, false);
    }

    private @Nullable DescribeAnswer ask(ContactId id, boolean isLive) {
        var known = StoreRetry.endless().untilDone(() -> contacts.find(id));
        if (known.isEmpty()) {
            return null;
        }
        var instance = known.get().snapshot().instanceArn();
        var answer = connect.contact(instance, id);
        switch (answer) {
            case DescribeAnswer.Described described -> hand(id, instance, described.text());
            case DescribeAnswer.Unknown() -> {
                if (isLive) {
                    hand(id, instance, null);
                }
            }
            case DescribeAnswer.Throttled(), DescribeAnswer.Forbidden() -> {}
            case DescribeAnswer.Failed failed -> {}
        }
        return answer;
    }

    private void hand(ContactId id, @Nullable String instance, @Nullable String contact) {
        var record = json.createObjectNode();
        record.put("DescribedAt", clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
        record.put("ContactId", id.value());
        record.put("InstanceARN", instance);
        if (contact != null) {
            record.set("Contact", json.readTree(contact));
        }
        var payload = json.writeValueAsString(record).getBytes(StandardCharsets.UTF_8);
        ingest.accept("reconcile", List.of(new RawRecord(payload, "DescribeContact")), StoreRetry.endless());
    }
}
