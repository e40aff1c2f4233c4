package io.contactstatus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.CreateStreamRequest;
import software.amazon.awssdk.services.kinesis.model.CreateStreamResponse;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.KinesisException;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.kinesis.model.Shard;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.kinesis.common.StreamIdentifier;

class StreamsTest {

    private static final String ARN = "arn:aws:kinesis:eu-west-2:111122223333:stream/calls";
    private static final String GONE = "arn:aws:kinesis:eu-west-2:999922223333:stream/gone";
    private static final String IDENTIFIER = "111122223333:calls:1767614400";

    /// Knows one stream, and as much of its shards as it was given.
    private static final class FlakyKinesis implements KinesisClient {

        private final Deque<ListShardsResponse> pages = new ArrayDeque<>();

        @Override
        public DescribeStreamSummaryResponse describeStreamSummary(DescribeStreamSummaryRequest request) {
            if (GONE.equals(request.streamARN()) || "gone".equals(request.streamName())) {
                throw ResourceNotFoundException.builder().build();
            }
            if ("secret".equals(request.streamName())) {
                throw KinesisException.builder().statusCode(400).build();
            }
            return DescribeStreamSummaryResponse.builder()
                    .streamDescriptionSummary(summary -> summary.streamName("calls")
                            .streamARN(ARN)
                            .streamStatus(StreamStatus.ACTIVE)
                            .streamCreationTimestamp(Instant.ofEpochSecond(1_767_614_400)))
                    .build();
        }

        @Override
        public ListShardsResponse listShards(ListShardsRequest request) {
            if (pages.isEmpty()) {
                throw SdkClientException.create("away");
            }
            assertThat(request.streamName() == null)
                    .as("Kinesis takes the name or the token")
                    .isEqualTo(request.nextToken() != null);
            return pages.removeFirst();
        }

        @Override
        public CreateStreamResponse createStream(CreateStreamRequest request) {
            throw new AssertionError("made " + request.streamName());
        }

        @Override
        public String serviceName() {
            return "kinesis";
        }

        @Override
        public void close() {
            // It holds nothing.
        }
    }

    private static Streams streams(String... names) {
        return new Streams(
                new FlakyKinesis(), Stream.of(names).map(StreamName::parse).toList());
    }

    @Test
    void takesAStreamThatIsNamedTwiceForOne() {
        assertThat(streams("calls", ARN).identified())
                .extracting(StreamIdentifier::serialize)
                .containsExactly(IDENTIFIER);
    }

    @Test
    void tellsAStreamThatIsMissingFromOneThatNobodyAnsweredFor() {
        var certain = streams("calls", "gone").found();
        assertThat(certain.readable()).extracting(StreamIdentifier::serialize).containsExactly(IDENTIFIER);
        assertThat(certain.unreadable()).isEqualTo(Map.of("gone", "stream gone does not exist"));
        assertThat(certain.isCertain()).isTrue();

        var uncertain = streams("calls", "secret").found();
        assertThat(uncertain.unreadable()).containsOnlyKeys("secret");
        assertThat(uncertain.isCertain()).isFalse();
    }

    @Test
    void keepsTheAnswerThereWasWhenThereIsNoneNow() {
        var name = new StreamName("calls", null);
        var before = streams("calls").found();
        var away = new StreamLookup(Map.of(name, new StreamLookup.Unanswered("away")));
        var gone = new StreamLookup(Map.of(name, new StreamLookup.Missing("gone")));

        assertThat(away.since(before)).isEqualTo(before);
        assertThat(away.since(away).isCertain()).isFalse();
        assertThat(gone.since(before).readable()).isEmpty();
    }

    @Test
    void doesNotMakeAStreamHereThatMayBeAnotherAccounts() {
        assertThatExceptionOfType(StreamsNotReady.class)
                .isThrownBy(() -> streams(GONE).createMissing(1))
                .withMessageContaining("only a stream given by its name is made");
    }

    @Test
    void readsAllPagesOfShards() {
        var kinesis = new FlakyKinesis();
        kinesis.pages.add(ListShardsResponse.builder()
                .shards(Shard.builder().shardId("shard-1").build())
                .nextToken("more")
                .build());
        kinesis.pages.add(ListShardsResponse.builder()
                .shards(Shard.builder().shardId("shard-2").build())
                .build());

        assertThat(new Streams(kinesis, List.of()).shards(StreamIdentifier.multiStreamInstance(IDENTIFIER)))
                .extracting(Shard::shardId)
                .containsExactly("shard-1", "shard-2");
    }

    @Test
    void canBeAskedAgainForShardsWhenKinesisIsAway() {
        assertThatExceptionOfType(StreamsNotReady.class)
                .isThrownBy(() -> streams("calls").shards(StreamIdentifier.multiStreamInstance(IDENTIFIER)))
                .withMessageContaining("Kinesis was not reached");
    }
}
