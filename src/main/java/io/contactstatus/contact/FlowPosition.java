package io.contactstatus.contact;

import java.util.Comparator;
import java.util.Set;

/// The block of a flow that a contact has reached. Parts that were not told are empty.
public record FlowPosition(String flowArn, String flowName, String blockType, String blockId)
        implements Comparable<FlowPosition> {

    private static final Comparator<FlowPosition> ORDER = Comparator.comparing(FlowPosition::flowArn)
            .thenComparing(FlowPosition::blockId)
            .thenComparing(FlowPosition::blockType)
            .thenComparing(FlowPosition::flowName);

    private static final Set<String> DISCONNECTS = Set.of("Disconnect", "DisconnectParticipant");

    public FlowPosition {
        flowArn = Bounds.name(flowArn);
        flowName = Bounds.name(flowName);
        blockType = Bounds.word(blockType);
        blockId = Bounds.name(blockId);
    }

    /// Whether blocks of that type end the contact.
    public static boolean disconnects(String blockType) {
        return DISCONNECTS.contains(blockType);
    }

    @Override
    public int compareTo(FlowPosition other) {
        return ORDER.compare(this, other);
    }
}
