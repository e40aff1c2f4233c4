package io.contactstatus.media.capture;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesisvideo.model.APIName;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.KinesisVideoArchivedMediaClient;
import software.amazon.awssdk.services.kinesisvideoarchivedmedia.model.FragmentSelectorType;

/// What Kinesis Video Streams keeps of streams for their retention.
final class ArchivedStreams implements AutoCloseable {

    /// What one request for media takes.
    static final int MOST_FRAGMENTS = 1_000;

    /// @param until when its last sample was spoken
    record ArchivedFragment(String number, Instant from, Instant until) {}

    private final DataEndpoints endpoints;
    private final ConcurrentMap<URI, KinesisVideoArchivedMediaClient> clients = new ConcurrentHashMap<>();

    ArchivedStreams(DataEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    /// In the order of their times, at most [#MOST_FRAGMENTS]. A fragment that began before `from` is left out.
    List<ArchivedFragment> list(String streamArn, Instant from, Instant until) throws StreamRefused {
        try {
            return at(streamArn, APIName.LIST_FRAGMENTS)
                    .listFragmentsPaginator(request -> request.streamARN(streamArn)
                            .maxResults((long) MOST_FRAGMENTS)
                            .fragmentSelector(
                                    selector -> selector.fragmentSelectorType(FragmentSelectorType.PRODUCER_TIMESTAMP)
                                            .timestampRange(range ->
                                                    range.startTimestamp(from).endTimestamp(until))))
                    .fragments()
                    .stream()
                    .limit(MOST_FRAGMENTS)
                    .map(fragment -> new ArchivedFragment(
                            fragment.fragmentNumber(),
                            fragment.producerTimestamp(),
                            fragment.producerTimestamp().plusMillis(fragment.fragmentLengthInMilliseconds())))
                    .sorted(Comparator.comparing(ArchivedFragment::from).thenComparing(ArchivedFragment::number))
                    .toList();
        } catch (SdkException | IllegalArgumentException | IllegalStateException failed) {
            endpoints.forget(streamArn, APIName.LIST_FRAGMENTS);
            throw StreamRefused.by(failed);
        }
    }

    /// The media of these, in this order.
    StreamBody open(String streamArn, List<String> fragments) throws StreamRefused {
        try {
            var body = at(streamArn, APIName.GET_MEDIA_FOR_FRAGMENT_LIST)
                    .getMediaForFragmentList(
                            request -> request.streamARN(streamArn).fragments(fragments));
            return new StreamBody(new StreamBytes(body), body::abort);
        } catch (SdkException | IllegalArgumentException | IllegalStateException failed) {
            endpoints.forget(streamArn, APIName.GET_MEDIA_FOR_FRAGMENT_LIST);
            throw StreamRefused.by(failed);
        }
    }

    private KinesisVideoArchivedMediaClient at(String streamArn, APIName api) {
        return clients.computeIfAbsent(
                endpoints.of(streamArn, api),
                endpoint -> endpoints
                        .configured(
                                KinesisVideoArchivedMediaClient.builder(), DataEndpoints.region(streamArn), endpoint)
                        .build());
    }

    @Override
    public void close() {
        clients.values().forEach(KinesisVideoArchivedMediaClient::close);
    }
}
