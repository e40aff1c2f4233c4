package io.contactstatus.announce;

import io.contactstatus.instances.Figure;
import io.contactstatus.instances.InstanceFigures;
import io.contactstatus.instances.Trouble;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// How announcing goes at this instance.
record AnnounceFigures(PendingQueue queue, AnnounceMetrics metrics, AnnounceHealth health) implements InstanceFigures {

    @Override
    public Map<Figure, Double> figures() {
        var figures = new EnumMap<Figure, Double>(Figure.class);
        figures.put(Figure.ANNOUNCE_PENDING, (double) queue.size());
        var oldest = metrics.ageOfOldest();
        if (!Double.isNaN(oldest)) {
            figures.put(Figure.ANNOUNCE_OLDEST, oldest);
        }
        return figures;
    }

    @Override
    public @Nullable Trouble trouble() {
        return health.trouble();
    }
}
