package io.contactstatus.live;

import java.time.Duration;
import java.util.List;

/// What an audience is told of many changes at once. Belongs to all with equal audiences, and is asked by one
/// thread at a time, each time for what was told last: so it may keep that.
public interface Digest<T> {

    /// The least time from one telling to the next; what changes meanwhile is told together.
    Duration pace();

    /// Takes in what is live now. All that is told until the next time is of this picture.
    void take(Picture<T> picture);

    /// What has become different with the last picture. Nothing where nothing has.
    List<ServerEvent> different();

    /// Everything of the last picture, for who does not know the one before.
    List<ServerEvent> whole();
}
