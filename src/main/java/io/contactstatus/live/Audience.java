package io.contactstatus.live;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Those who are told the same things in the same words.
///
/// Equal audiences share what is told, which is then made once for all of them: so this has to be a record, or
/// have `equals` like one. Called by any thread, and must not block.
public interface Audience<T> {

    /// Whether a change is of interest. What leaves the interest is, once: it would be shown for ever.
    ///
    /// @param before null for what was not live
    boolean wants(@Nullable T before, T after);

    List<ServerEvent> changed(@Nullable T before, T after);

    /// Everything, for who may have missed something: what was shown before is to be forgotten. Is given all that
    /// is live, wanted or not.
    List<ServerEvent> afresh(Picture<T> picture);
}
