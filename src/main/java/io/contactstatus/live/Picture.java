package io.contactstatus.live;

import java.util.List;

/// What is live at one moment.
///
/// @param position to be handed to [Feed#follow], so that nothing is missed in between
/// @param items in the order in which lists show them
public record Picture<T>(String position, List<T> items) {

    public Picture {
        items = List.copyOf(items);
    }
}
