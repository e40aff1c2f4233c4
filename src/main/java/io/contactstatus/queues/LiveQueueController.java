package io.contactstatus.queues;

import io.contactstatus.live.EventStreams;
import io.contactstatus.visibility.ConnectInstances;
import io.contactstatus.visibility.VisibleInstances;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/// Server-sent events of queues. No event has an id: who comes again gets all queues afresh.
@Tag(name = "Live")
@RestController
class LiveQueueController {

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private final LiveQueues live;
    private final EventStreams streams;
    private final ConnectInstances instances;
    private final JsonMapper json;

    LiveQueueController(LiveQueues live, EventStreams streams, ConnectInstances instances, JsonMapper json) {
        this.live = live;
        this.streams = streams;
        this.instances = instances;
        this.json = json;
    }

    @Operation(operationId = "followQueues")
    @GetMapping(path = "/live/queues", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    void queues(
            @Parameter(description = "An instance's id, ARN or alias") @RequestParam(required = false) @Nullable
                    String instance,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        var visible = instances.narrowed(VisibleInstances.of(request), instance);
        streams.follow(
                EventStreams.Followed.QUEUES, () -> new QueueEvents(live, visible, json), HEARTBEAT, request, response);
    }
}
