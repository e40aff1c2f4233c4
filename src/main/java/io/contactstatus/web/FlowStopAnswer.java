package io.contactstatus.web;

import io.swagger.v3.oas.annotations.media.Schema;

/// What a flow is told of a contact that it wanted to end.
@Schema(name = "FlowStopAnswer", description = "What became of the wish, as a flow can read it.")
record FlowStopAnswer(
        @Schema(
                allowableValues = {"asked", "none", "refused"},
                description =
                        "asked: Amazon Connect was asked to end it; none: the customer has no such contact; refused:"
                                + " Amazon Connect does not end it.")
        String stopped) {

    static final FlowStopAnswer ASKED = new FlowStopAnswer("asked");
    static final FlowStopAnswer NONE = new FlowStopAnswer("none");
    static final FlowStopAnswer REFUSED = new FlowStopAnswer("refused");
}
