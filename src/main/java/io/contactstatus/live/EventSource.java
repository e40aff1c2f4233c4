package io.contactstatus.live;

import java.time.Duration;
import java.util.List;

/// What one stream shows that follows no [Feed]. Used by the thread of the stream alone.
public interface EventSource extends AutoCloseable {

    /// What has come; waits for it at most so long. An end of the stream is noticed between two calls.
    List<ServerEvent> next(Duration patience) throws InterruptedException;

    /// Whether nothing will come any more.
    boolean isOver();

    @Override
    void close();
}
