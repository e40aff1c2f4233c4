package io.contactstatus.live;

import java.util.List;

/// What is live at one moment.
///
/// @param position to be handed to [Feed#follow], so that no change in between is missed
/// @param items in list order
public record LiveSnapshot<T>(String position, List<T> items) {

    public LiveSnapshot {
        items = List.copyOf(items);
    }
}
