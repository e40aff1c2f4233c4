package io.contactstatus.kinesis;

import io.contactstatus.kinesis.StreamLookup.Answer;
import io.contactstatus.kinesis.StreamLookup.Found;
import io.contactstatus.kinesis.StreamLookup.Missing;
import io.contactstatus.kinesis.StreamLookup.Unanswered;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.arns.Arn;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ResourceInUseException;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamDescriptionSummary;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.kinesis.common.StreamIdentifier;

/// The configured streams, as Kinesis has them.
final class Streams {

    private static final Logger log = LoggerFactory.getLogger(Streams.class);

    private final KinesisClient kinesis;
    private final List<StreamName> names;

    Streams(KinesisClient kinesis, List<StreamName> names) {
        this.kinesis = kinesis;
        this.names = List.copyOf(names);
    }

    List<StreamName> names() {
        return names;
    }

    /// @throws StreamsNotReady unless every single one can be read
    List<StreamIdentifier> identified() {
        var found = found();
        if (!found.unreadable().isEmpty()) {
            throw new StreamsNotReady(String.join("; ", found.unreadable().values()));
        }
        return found.readable();
    }

    /// Never throws: that Kinesis is away is an answer too.
    StreamLookup found() {
        var answers = new LinkedHashMap<StreamName, Answer>();
        names.forEach(name -> answers.put(name, answer(name)));
        return new StreamLookup(answers);
    }

    private Answer answer(StreamName name) {
        try {
            return answer(name, asked(name, () -> described(name)));
        } catch (StreamMissing missing) {
            return new Missing(missing.why());
        } catch (StreamsNotReady unknown) {
            return new Unanswered(unknown.why());
        }
    }

    private static Answer answer(StreamName name, StreamDescriptionSummary summary) {
        var status = summary.streamStatus();
        if (status != StreamStatus.ACTIVE && status != StreamStatus.UPDATING) {
            return new Missing("stream " + name + " is " + summary.streamStatusAsString());
        }
        // Name and creation tell a stream from a later one of the same name: its leases must not be taken over.
        var account = Arn.fromString(summary.streamARN()).accountId().orElse("0");
        var created = summary.streamCreationTimestamp().getEpochSecond();
        return new Found(StreamIdentifier.multiStreamInstance(account + ":" + summary.streamName() + ":" + created));
    }

    private StreamDescriptionSummary described(StreamName name) {
        return kinesis.describeStreamSummary(request -> request.streamName(name.arn() == null ? name.name() : null)
                        .streamARN(name.arn()))
                .streamDescriptionSummary();
    }

    /// All shards that records may still be read from.
    ///
    /// @throws StreamsNotReady when Kinesis was not reached
    List<Shard> shards(StreamIdentifier stream) {
        var name = new StreamName(stream.streamName(), null);
        return asked(name, () -> {
            var page = kinesis.listShards(request -> request.streamName(name.name()));
            var shards = new ArrayList<>(page.shards());
            while (page.nextToken() != null) {
                var next = page.nextToken();
                page = kinesis.listShards(request -> request.nextToken(next));
                shards.addAll(page.shards());
            }
            return List.copyOf(shards);
        });
    }

    /// Asks Kinesis to make those that are missing. They are not ready at once.
    void createMissing(int shards) {
        names.forEach(name -> asked(name, () -> {
            createUnlessThere(name, shards);
            return name;
        }));
    }

    private void createUnlessThere(StreamName name, int shards) {
        try {
            Objects.requireNonNull(described(name));
        } catch (ResourceNotFoundException missing) {
            if (name.arn() != null) {
                // It may be of another account, and would be made in this one.
                throw new StreamsNotReady(
                        "stream " + name + " does not exist, and only a stream given by its name is made");
            }
            try {
                kinesis.createStream(request -> request.streamName(name.name()).shardCount(shards));
                log.info("made stream {} with {} shards", name, shards);
            } catch (ResourceInUseException another) {
                log.debug("another instance made stream {}", name);
            }
        }
    }

    private static final class StreamMissing extends StreamsNotReady {

        private static final long serialVersionUID = 1;

        StreamMissing(String why) {
            super(why);
        }
    }

    private static <T> T asked(StreamName name, Supplier<T> question) {
        try {
            return question.get();
        } catch (ResourceNotFoundException missing) {
            throw new StreamMissing("stream " + name + " does not exist");
        } catch (KinesisException refused) {
            throw new StreamsNotReady("Kinesis answered " + code(refused) + " when asked for stream " + name);
        } catch (SdkException unreachable) {
            throw new StreamsNotReady("Kinesis was not reached: " + unreachable.getMessage());
        }
    }

    private static String code(KinesisException exception) {
        var details = exception.awsErrorDetails();
        return details == null || details.errorCode() == null
                ? "status " + exception.statusCode()
                : details.errorCode();
    }
}
