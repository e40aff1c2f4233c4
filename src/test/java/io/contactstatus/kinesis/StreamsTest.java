package io.contactstatus.kinesis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.kinesis.KinesisClient;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryRequest;
import software.amazon.awssdk.services.kinesis.model.DescribeStreamSummaryResponse;
import software.amazon.awssdk.services.kinesis.model.ListShardsRequest;
import software.amazon.awssdk.services.kinesis.model.ListShardsResponse;
import software.amazon.awssdk.services.kinesis.model.StreamStatus;
import software.amazon.kinesis.common.StreamIdentifier;

class StreamsTest {

    private static final String ARN = "arn:aws:kinesis:eu-west-2:111122223333:stream/calls";
    private static final String IDENTIFIER = "111122223333:calls:1767614400";

    /// Knows one stream, and does not get as far as its shards.
    private static final class FlakyKinesis implements KinesisClient {

        @Override
        public DescribeStreamSummaryResponse describeStreamSummary(DescribeStreamSummaryRequest request) {
            return DescribeStreamSummaryResponse.builder()
                    .streamDescriptionSummary(summary -> summary.streamName("calls")
                            .streamARN(ARN)
                            .streamStatus(StreamStatus.ACTIVE)
                            .streamCreationTimestamp(Instant.ofEpochSecond(1_767_614_400)))
                    .build();
        }

        @Override
        public ListShardsResponse listShards(ListShardsRequest request) {
            throw SdkClientException.create("away");
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
    void canBeAskedAgainForShardsWhenKinesisIsAway() {
        assertThatExceptionOfType(StreamsNotReady.class)
                .isThrownBy(() -> streams("calls").shards(StreamIdentifier.multiStreamInstance(IDENTIFIER)))
                .withMessageContaining("Kinesis was not reached");
    }
}
