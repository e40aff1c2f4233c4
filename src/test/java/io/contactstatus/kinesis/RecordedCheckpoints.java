package io.contactstatus.kinesis;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import software.amazon.awssdk.services.kinesis.model.Record;
import software.amazon.kinesis.exceptions.ShutdownException;
import software.amazon.kinesis.exceptions.ThrottlingException;
import software.amazon.kinesis.processor.Checkpointer;
import software.amazon.kinesis.processor.PreparedCheckpointer;
import software.amazon.kinesis.processor.RecordProcessorCheckpointer;

/// Where a shard was checkpointed, as `sequence/sub-sequence`; `delivered` is KCL's own idea of it, which covers
/// all it has delivered.
final class RecordedCheckpoints implements RecordProcessorCheckpointer {

    static final String DELIVERED = "delivered";

    private final List<String> set = Collections.synchronizedList(new ArrayList<>());
    private final Deque<Exception> failures = new ArrayDeque<>();
    private int attempts;

    /// The next attempts, in this order.
    void failWith(Collection<? extends Exception> next) {
        failures.addAll(next);
    }

    List<String> set() {
        return List.copyOf(set);
    }

    int attempts() {
        return attempts;
    }

    private void attempt(String position) throws ShutdownException {
        attempts++;
        switch (failures.poll()) {
            case null -> set.add(position);
            case ShutdownException lost -> throw lost;
            case ThrottlingException throttled -> throw throttled;
            case RuntimeException broken -> throw broken;
            case Exception other -> throw new IllegalStateException(other);
        }
    }

    @Override
    public void checkpoint() throws ShutdownException {
        attempt(DELIVERED);
    }

    @Override
    public void checkpoint(String sequenceNumber, long subSequenceNumber) throws ShutdownException {
        attempt(sequenceNumber + "/" + subSequenceNumber);
    }

    @Override
    public void checkpoint(Record record) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void checkpoint(String sequenceNumber) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PreparedCheckpointer prepareCheckpoint() {
        throw new UnsupportedOperationException();
    }

    @Override
    public PreparedCheckpointer prepareCheckpoint(byte[] applicationState) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PreparedCheckpointer prepareCheckpoint(Record record) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PreparedCheckpointer prepareCheckpoint(Record record, byte[] applicationState) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PreparedCheckpointer prepareCheckpoint(String sequenceNumber) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PreparedCheckpointer prepareCheckpoint(String sequenceNumber, byte[] applicationState) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PreparedCheckpointer prepareCheckpoint(String sequenceNumber, long subSequenceNumber) {
        throw new UnsupportedOperationException();
    }

    @Override
    public PreparedCheckpointer prepareCheckpoint(
            String sequenceNumber, long subSequenceNumber, byte[] applicationState) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Checkpointer checkpointer() {
        throw new UnsupportedOperationException();
    }
}
