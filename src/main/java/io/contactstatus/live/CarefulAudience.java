package io.contactstatus.live;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// An audience of which one change that it cannot tell does not end the stream, which would come again before that
/// same change, for ever. The position moves on without it.
record CarefulAudience<T>(Audience<T> audience, String feed, LiveMetrics metrics) implements Audience<T> {

    private static final Logger log = LoggerFactory.getLogger(CarefulAudience.class);

    @Override
    public boolean wants(@Nullable T before, T after) {
        return audience.wants(before, after);
    }

    @Override
    public List<ServerEvent> changed(@Nullable T before, T after) {
        try {
            return audience.changed(before, after);
        } catch (RuntimeException failure) {
            // Its message may quote what has changed.
            log.error(
                    "{} cannot tell of a change: {}",
                    audience.getClass().getSimpleName(),
                    failure.getClass().getName());
            metrics.untold(feed);
            return List.of();
        }
    }

    /// Nothing at all instead of it would look as if there were nothing.
    @Override
    public List<ServerEvent> afresh(Picture<T> picture) {
        return audience.afresh(picture);
    }
}
