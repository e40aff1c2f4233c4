package io.contactstatus.media.capture;

import io.contactstatus.media.audio.Position;
import io.contactstatus.media.audio.SampleSpan;
import io.contactstatus.media.files.RecordingName;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/// A call of which a test says what is known.
final class CallInTest implements CapturedCall {

    final List<RecordingSummary> finished = new CopyOnWriteArrayList<>();
    private final List<RecordingSummary> finishedBefore = new CopyOnWriteArrayList<>();
    final List<RecordingName> withdrawn = new CopyOnWriteArrayList<>();
    final List<String> reconnects = new CopyOnWriteArrayList<>();
    final List<String> followers = new CopyOnWriteArrayList<>();
    final List<String> failures = new CopyOnWriteArrayList<>();
    final List<Position> stored = new CopyOnWriteArrayList<>();
    volatile boolean isResting;
    private final String contactId;
    private volatile CallState state;

    CallInTest(String contactId, String streamArn, long startMillis) {
        this.contactId = contactId;
        state = new CallState(
                streamArn,
                Instant.ofEpochMilli(startMillis),
                null,
                null,
                true,
                new Permission.Given(Instant.EPOCH),
                List.of());
    }

    CallInTest over(boolean over) {
        state = new CallState(
                state.streamArn(),
                state.from(),
                state.until(),
                state.lastFragment(),
                over,
                state.permission(),
                state.silent());
        return this;
    }

    CallInTest until(long millis) {
        state = new CallState(
                state.streamArn(),
                state.from(),
                Instant.ofEpochMilli(millis),
                state.lastFragment(),
                state.over(),
                state.permission(),
                state.silent());
        return this;
    }

    /// Streaming has begun again.
    CallInTest from(long millis) {
        state = new CallState(
                state.streamArn(),
                Instant.ofEpochMilli(millis),
                null,
                null,
                state.over(),
                state.permission(),
                state.silent());
        return this;
    }

    CallInTest last(String fragment) {
        state = new CallState(
                state.streamArn(),
                state.from(),
                state.until(),
                fragment,
                state.over(),
                state.permission(),
                state.silent());
        return this;
    }

    CallInTest permission(Permission permission) {
        state = new CallState(
                state.streamArn(),
                state.from(),
                state.until(),
                state.lastFragment(),
                state.over(),
                permission,
                state.silent());
        return this;
    }

    CallInTest silent(TimeRange... times) {
        state = new CallState(
                state.streamArn(),
                state.from(),
                state.until(),
                state.lastFragment(),
                state.over(),
                state.permission(),
                List.of(times));
        return this;
    }

    @Override
    public String contactId() {
        return contactId;
    }

    @Override
    public String initialContactId() {
        return contactId;
    }

    @Override
    public CallState state() {
        return state;
    }

    /// Goes on with what another owner had finished.
    CallInTest after(CallInTest before) {
        finishedBefore.addAll(before.finished);
        return this;
    }

    @Override
    public List<TimeRange> recorded() {
        return Stream.of(finishedBefore, finished)
                .flatMap(List::stream)
                .map(RecordingSummary::position)
                .map(position -> TimeRange.ofMillis(position.startMillis(), position.endMillis()))
                .toList();
    }

    @Override
    public void followedBy(String follower, long startMillis) {
        followers.add(follower);
    }

    @Override
    public void heard(Position start, List<SampleSpan> spans, long behindMillis) {}

    @Override
    public void stored(RecordingName name, Position position) {
        stored.add(position);
    }

    @Override
    public void finished(RecordingSummary summary) {
        finished.add(summary);
    }

    @Override
    public void withdrawn(RecordingName name) {
        withdrawn.add(name);
    }

    @Override
    public void reconnects(String why) {
        reconnects.add(why);
    }

    @Override
    public void failed(String why) {
        failures.add(why);
    }

    @Override
    public void rests(boolean resting) {
        isResting = resting;
    }

    @Override
    public void waitsForStore() {}

    @Override
    public void goesOn() {}
}
