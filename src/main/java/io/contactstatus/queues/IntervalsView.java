package io.contactstatus.queues;

import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

/// Intervals in which something happened.
@Schema(name = "QueueIntervals")
public record IntervalsView(String queueId, FigureInterval interval, String timeZone, List<IntervalView> items) {}
