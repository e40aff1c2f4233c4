package io.contactstatus.bench;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.DoubleAdder;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.ConsumedCapacity;

/// What raw requests have cost, indexes included.
final class Units {

    private final DoubleAdder written = new DoubleAdder();
    private final DoubleAdder read = new DoubleAdder();

    void read(@Nullable ConsumedCapacity consumed) {
        if (consumed != null) {
            read.add(consumed.capacityUnits());
        }
    }

    void wrote(@Nullable ConsumedCapacity consumed) {
        if (consumed != null) {
            wrote(List.of(consumed));
        }
    }

    void wrote(Collection<ConsumedCapacity> consumed) {
        consumed.forEach(one -> written.add(one.capacityUnits()));
    }

    double read() {
        return read.sum();
    }

    double written() {
        return written.sum();
    }
}
