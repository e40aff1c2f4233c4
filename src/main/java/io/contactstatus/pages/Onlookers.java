package io.contactstatus.pages;

import io.contactstatus.live.Audience;
import io.contactstatus.live.Picture;
import io.contactstatus.live.ServerEvent;
import io.contactstatus.store.InstanceReport;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Those who look at how the instances do. They are told only that something has changed: what they see adds up what
/// all of them say, and is fetched.
///
/// @param own the instance that tells. Its report comes last at each comparison, so once each time is enough
record Onlookers(String own) implements Audience<InstanceReport> {

    /// An event without data would not arrive.
    private static final List<ServerEvent> CHANGED = List.of(new ServerEvent("changed", "instances"));

    @Override
    public boolean wants(@Nullable InstanceReport before, InstanceReport after) {
        return after.instance().equals(own);
    }

    @Override
    public List<ServerEvent> changed(@Nullable InstanceReport before, InstanceReport after) {
        return CHANGED;
    }

    @Override
    public List<ServerEvent> afresh(Picture<InstanceReport> picture) {
        return CHANGED;
    }
}
