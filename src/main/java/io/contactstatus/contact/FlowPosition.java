package io.contactstatus.contact;

import java.util.Comparator;

/// The block of a flow that a contact has reached. Parts that were not told are empty.
public record FlowPosition(String flowArn, String flowName, String blockType, String blockId)
        implements Comparable<FlowPosition> {

    private static final Comparator<FlowPosition> ORDER = Comparator.comparing(FlowPosition::flowArn)
            .thenComparing(FlowPosition::blockId)
            .thenComparing(FlowPosition::blockType)
            .thenComparing(FlowPosition::flowName);

    public FlowPosition {
        flowArn = Bounds.name(flowArn);
        flowName = Bounds.name(flowName);
        blockType = Bounds.word(blockType);
        blockId = Bounds.name(blockId);
    }

    @Override
    public int compareTo(FlowPosition other) {
        return ORDER.compare(this, other);
    }
}
