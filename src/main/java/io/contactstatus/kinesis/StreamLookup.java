package io.contactstatus.kinesis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.kinesis.common.StreamIdentifier;

/// What Kinesis has answered for each of the configured streams.
record StreamLookup(Map<StreamName, Answer> answers) {

    sealed interface Answer {}

    /// It can be read.
    record Found(StreamIdentifier stream) implements Answer {}

    /// It does not exist, or not yet. A stream of that name that was read before is gone.
    record Missing(String why) implements Answer {}

    /// Kinesis did not answer.
    record Unanswered(String why) implements Answer {}

    StreamLookup {
        answers = new LinkedHashMap<>(answers);
    }

    /// Each once: one may be configured twice, or by name and by ARN, and KCL takes none twice.
    List<StreamIdentifier> readable() {
        return answers.values().stream()
                .mapMulti((Answer answer, Consumer<StreamIdentifier> found) -> {
                    if (answer instanceof Found(var stream)) {
                        found.accept(stream);
                    }
                })
                .distinct()
                .toList();
    }

    /// Why the others cannot be read, by name.
    Map<String, String> unreadable() {
        var reasons = new TreeMap<String, String>();
        answers.forEach((name, answer) -> {
            switch (answer) {
                case Found _ -> {}
                case Missing(var why) -> reasons.put(name.name(), why);
                case Unanswered(var why) -> reasons.put(name.name(), why);
            }
        });
        return reasons;
    }

    /// Whether Kinesis has answered for every stream. If not, leases of streams that were not found must be kept.
    boolean isCertain() {
        return answers.values().stream().noneMatch(Unanswered.class::isInstance);
    }

    /// A question that was not answered changes nothing.
    StreamLookup since(StreamLookup before) {
        var merged = new LinkedHashMap<>(answers);
        merged.replaceAll((name, answer) ->
                answer instanceof Unanswered ? Objects.requireNonNullElse(before.answers.get(name), answer) : answer);
        return new StreamLookup(merged);
    }

    /// Whether a scheduler over one of them would be the same as over the other.
    boolean isReadLike(StreamLookup other) {
        return readable().equals(other.readable()) && isCertain() == other.isCertain();
    }
}
