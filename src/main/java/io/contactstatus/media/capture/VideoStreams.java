package io.contactstatus.media.capture;

import java.net.URI;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.kinesisvideo.model.APIName;
import software.amazon.awssdk.services.kinesisvideomedia.KinesisVideoMediaClient;
import software.amazon.awssdk.services.kinesisvideomedia.model.StartSelector;
import software.amazon.awssdk.services.kinesisvideomedia.model.StartSelectorType;

/// What is live in Kinesis Video Streams.
final class VideoStreams implements AutoCloseable {

    private final DataEndpoints endpoints;
    private final ConcurrentMap<URI, KinesisVideoMediaClient> clients = new ConcurrentHashMap<>();

    VideoStreams(DataEndpoints endpoints) {
        this.endpoints = endpoints;
    }

    StreamBody open(String streamArn, StreamPlace place) throws StreamRefused {
        try {
            var body = at(streamArn)
                    .getMedia(request -> request.streamARN(streamArn).startSelector(selector(place)));
            return new StreamBody(new StreamBytes(body), body::abort);
        } catch (SdkException | IllegalArgumentException | IllegalStateException failed) {
            endpoints.forget(streamArn, APIName.GET_MEDIA);
            throw StreamRefused.by(failed);
        }
    }

    private KinesisVideoMediaClient at(String streamArn) {
        return clients.computeIfAbsent(
                endpoints.of(streamArn, APIName.GET_MEDIA),
                endpoint -> endpoints
                        .configured(KinesisVideoMediaClient.builder(), DataEndpoints.region(streamArn), endpoint)
                        .build());
    }

    private static StartSelector selector(StreamPlace place) {
        return StartSelector.builder().applyMutation(selecting(place)).build();
    }

    private static Consumer<StartSelector.Builder> selecting(StreamPlace place) {
        return switch (place) {
            case StreamPlace.AfterToken(var token) ->
                selector -> selector.startSelectorType(StartSelectorType.CONTINUATION_TOKEN)
                        .continuationToken(token);
            case StreamPlace.AfterFragment(var number) ->
                selector -> selector.startSelectorType(StartSelectorType.FRAGMENT_NUMBER)
                        .afterFragmentNumber(number);
            case StreamPlace.At(var time) ->
                selector -> selector.startSelectorType(StartSelectorType.PRODUCER_TIMESTAMP)
                        .startTimestamp(time);
        };
    }

    @Override
    public void close() {
        clients.values().forEach(KinesisVideoMediaClient::close);
    }
}
