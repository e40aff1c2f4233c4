package io.contactstatus.media.capture;

import io.contactstatus.contact.ContactId;
import io.contactstatus.store.Capture;
import io.contactstatus.store.CaptureStore;
import io.contactstatus.store.ContactStore;
import io.contactstatus.store.StoreRetry;
import java.util.List;
import java.util.Optional;

/// What is known of a finished recording's contact, asked for anew each time: it may be told of a pause while its files
/// are being written.
record RecordingState(ContactId contact, CaptureStore captures, ContactStore contacts) {

    Permission permission() {
        return capture().map(capture -> Permission.of(capture.consent())).orElseGet(Permission.Awaited::new);
    }

    List<TimeRange> silent() {
        return capture().map(capture -> PauseTimes.of(capture.pauses())).orElse(List.of());
    }

    MeasuredTalk talk(RecordingSummary summary) {
        return MeasuredTalk.of(contact, contacts, summary);
    }

    private Optional<Capture> capture() {
        return StoreRetry.endless().untilDone(() -> captures.find(contact));
    }
}
