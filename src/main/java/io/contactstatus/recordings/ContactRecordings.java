package io.contactstatus.recordings;

import io.contactstatus.contact.ContactId;
import io.contactstatus.masking.Veil;
import io.contactstatus.media.AudioRun;
import io.contactstatus.media.AudioRuns;
import io.contactstatus.media.AudioTrack;
import io.contactstatus.problems.NotFound;
import io.contactstatus.store.StoredContact;
import io.contactstatus.store.VisibleContacts;
import io.contactstatus.view.RecordingPause;
import io.contactstatus.view.RecordingView;
import io.contactstatus.view.Recordings;
import io.contactstatus.visibility.VisibleInstances;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.json.JsonMapper;

/// What was recorded of contacts: what contact records tell of, and what the service captured.
@Component
public final class ContactRecordings {

    private final VisibleContacts contacts;
    private final RecordingBuckets buckets;
    private final ObjectProvider<AudioRuns> captured;
    private final JsonMapper json;

    ContactRecordings(
            VisibleContacts contacts, RecordingBuckets buckets, ObjectProvider<AudioRuns> captured, JsonMapper json) {
        this.contacts = contacts;
        this.buckets = buckets;
        this.captured = captured;
        this.json = json;
    }

    /// Also of a contact that has expired, as long as captured audio of it is kept.
    ///
    /// @throws NotFound when neither is known
    public List<ContactRecording> of(ContactId id, Veil veil, VisibleInstances visible) {
        return shown(everything(id, find(id, visible), veil));
    }

    public List<ContactRecording> of(StoredContact stored, Veil veil) {
        return shown(everything(stored.contact().id(), Optional.of(stored), veil));
    }

    /// @throws NotFound when there is none of that number
    public ContactRecording find(ContactId id, int index, Veil veil, VisibleInstances visible) {
        var stored = find(id, visible);
        return everything(id, stored, veil).stream()
                .filter(entry -> entry.index() == index)
                .map(Entry::recording)
                .findFirst()
                .orElseThrow(() -> isExpected(stored) ? Obstacle.NOT_YET.problem() : none());
    }

    /// What is left of a contact that has expired tells no instance.
    private Optional<StoredContact> find(ContactId id, VisibleInstances visible) {
        var found = contacts.to(visible).find(id);
        if (found.isEmpty() && !visible.areAll()) {
            throw NotFound.ofThisId("No contact");
        }
        return found;
    }

    /// The contact record names what was recorded, and comes after the end.
    private boolean isExpected(Optional<StoredContact> stored) {
        return stored.isPresent() && stored.flatMap(contacts::recordEntry).isEmpty();
    }

    /// @param isShown not where another number shows it
    private record Entry(int index, boolean isShown, ContactRecording recording) {}

    private static List<ContactRecording> shown(List<Entry> entries) {
        return entries.stream().filter(Entry::isShown).map(Entry::recording).toList();
    }

    private List<Entry> everything(ContactId id, Optional<StoredContact> stored, Veil veil) {
        var runs = runs(id);
        if (stored.isEmpty() && runs.isEmpty()) {
            throw NotFound.ofThisId("No contact");
        }
        var all = new ArrayList<Entry>();
        stored.flatMap(contacts::recordEntry)
                .map(entry -> json.readTree(entry.detail().json()))
                .ifPresent(record -> {
                    var masked = Recordings.in(record, veil).iterator();
                    Recordings.in(record, Veil.LIFTED)
                            .forEach(told -> all.add(recorded(id, masked.next(), told, runs)));
                });
        for (var run : runs) {
            for (var track : AudioTrack.values()) {
                var index = track.recording(run);
                all.add(new Entry(index, true, captured(id, index, run, track)));
            }
        }
        return all;
    }

    private List<AudioRun> runs(ContactId id) {
        return captured.stream().flatMap(all -> all.runs(id).stream()).toList();
    }

    /// @param told with the location as it is: a masked one is another one
    private Entry recorded(ContactId id, RecordingView shown, RecordingView told, List<AudioRun> runs) {
        var run = runs.stream()
                .filter(one -> one.isOf(told.location(), told.startedAt(), told.stoppedAt()))
                .findFirst();
        if (run.isPresent()) {
            return new Entry(told.index(), false, captured(id, told.index(), run.orElseThrow(), AudioTrack.ALL));
        }
        var kind = MediaKind.of(told.mediaStreamType(), told.storage());
        return new Entry(told.index(), true, recording(id, shown, kind, source(told)));
    }

    private MediaSource source(RecordingView told) {
        var obstacle = obstacle(told);
        if (obstacle != null) {
            return new MediaSource.Missing(obstacle);
        }
        var object = Optional.ofNullable(told.location()).flatMap(ObjectLocation::of);
        return object.flatMap(buckets::holding)
                .<MediaSource>map(bucket -> new MediaSource.InBucket(bucket, object.orElseThrow()))
                .orElseGet(() -> new MediaSource.Missing(Obstacle.BUCKET_NOT_CONFIGURED));
    }

    private static @Nullable Obstacle obstacle(RecordingView told) {
        if ("DELETED".equals(told.status())) {
            return Obstacle.DELETED;
        }
        if ("KINESIS_VIDEO_STREAM".equals(told.storage())) {
            return Obstacle.STREAM_ONLY;
        }
        if (told.location() == null || "EXPECTED".equals(told.status())) {
            return Obstacle.NOT_YET;
        }
        // Only older readers' part of a record does not say where.
        return told.storage() == null || "S3".equals(told.storage()) ? null : Obstacle.UNKNOWN_STORAGE;
    }

    private static ContactRecording captured(ContactId id, int index, AudioRun run, AudioTrack track) {
        var until = run.stoppedAt() == null ? run.startedAt().plusMillis(run.millis()) : run.stoppedAt();
        var shown = new RecordingView(
                index,
                "AUDIO",
                track.name(),
                "LIVE_CAPTURE",
                run.state().name(),
                null,
                run.startedAt(),
                run.stoppedAt(),
                Math.toIntExact(Math.min(Integer.MAX_VALUE, ChronoUnit.SECONDS.between(run.startedAt(), until))),
                run.state() == AudioRun.State.DELETED ? run.reason() : null,
                run.pauses().isEmpty() ? null : pauses(run),
                run.talk(),
                null);
        return recording(id, shown, MediaKind.AUDIO, source(run, track));
    }

    private static List<RecordingPause> pauses(AudioRun run) {
        return run.pauses().stream()
                .map(pause -> new RecordingPause(pause.from(), pause.until()))
                .toList();
    }

    private static MediaSource source(AudioRun run, AudioTrack track) {
        return switch (run.state()) {
            case CAPTURING, AVAILABLE -> new MediaSource.Captured(run, track);
            case FAILED -> new MediaSource.Missing(Obstacle.CAPTURE_FAILED, run.reason());
            case DELETED -> new MediaSource.Missing(Obstacle.DELETED);
        };
    }

    private static ContactRecording recording(ContactId id, RecordingView shown, MediaKind kind, MediaSource source) {
        if (source instanceof MediaSource.Missing) {
            return new ContactRecording(shown, kind, source);
        }
        var contact = UriUtils.encode(id.value(), StandardCharsets.UTF_8);
        return new ContactRecording(
                shown.heardAt("/contacts/" + contact + "/recordings/" + shown.index() + "/media"), kind, source);
    }

    private static NotFound none() {
        return new NotFound("The contact has no recording of this number");
    }
}
