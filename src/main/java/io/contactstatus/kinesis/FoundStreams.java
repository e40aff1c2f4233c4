package io.contactstatus.kinesis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Consumer;
import software.amazon.kinesis.common.StreamIdentifier;

/// What Kinesis has answered for each of the configured streams.
record FoundStreams(Map<StreamName, Answer> answers) {

    sealed interface Answer {}

    /// It can be read.
    record There(StreamIdentifier stream) implements Answer {}

    /// There is none, or none yet. Whatever was read by that name before is over.
    record Missing(String why) implements Answer {}

    /// Nobody knows.
    record Unanswered(String why) implements Answer {}

    FoundStreams {
        answers = new LinkedHashMap<>(answers);
    }

    /// One may be named twice, or by name and by ARN; KCL takes none twice.
    List<StreamIdentifier> readable() {
        return answers.values().stream()
                .mapMulti((Answer answer, Consumer<StreamIdentifier> found) -> {
                    if (answer instanceof There(var stream)) {
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
                case There _ -> {}
                case Missing(var why) -> reasons.put(name.name(), why);
                case Unanswered(var why) -> reasons.put(name.name(), why);
            }
        });
        return reasons;
    }

    /// Whether a stream that was not found is known not to be there. If it is not, its leases must be kept.
    boolean isCertain() {
        return answers.values().stream().noneMatch(Unanswered.class::isInstance);
    }

    /// A question that was not answered changes nothing.
    FoundStreams since(FoundStreams before) {
        var merged = new LinkedHashMap<>(answers);
        merged.replaceAll((name, answer) ->
                answer instanceof Unanswered ? Objects.requireNonNullElse(before.answers.get(name), answer) : answer);
        return new FoundStreams(merged);
    }

    /// Whether a scheduler over one of them would be the same as over the other.
    boolean isReadLike(FoundStreams other) {
        return readable().equals(other.readable()) && isCertain() == other.isCertain();
    }
}
