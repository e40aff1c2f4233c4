package io.contactstatus.web;

import io.contactstatus.contact.CallBack;
import io.contactstatus.problems.InvalidParameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// What a caller wants of a call-back.
@Schema(name = "CallBackWish", description = "ASSIGNED: the caller calls the customer back; DONE: has; OPEN: will not.")
record CallBackWish(
        @Schema(requiredMode = Schema.RequiredMode.REQUIRED) CallBack.@Nullable State state) {

    CallBack.State wanted() {
        if (state == null) {
            throw new InvalidParameter("state", "has to be ASSIGNED, DONE or OPEN");
        }
        return state;
    }
}
