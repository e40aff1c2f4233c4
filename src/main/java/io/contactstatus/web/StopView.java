package io.contactstatus.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;

/// That Amazon Connect was asked to end a contact.
@Schema(name = "StopAsked", description = "That Amazon Connect was asked to end the contact.")
record StopView(
        String contactId,

        @Schema(description = "The contact is over when its own events say so.")
        Instant askedAt) {}
