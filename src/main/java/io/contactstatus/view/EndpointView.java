package io.contactstatus.view;

import io.contactstatus.contact.Endpoint;
import io.contactstatus.masking.Veil;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/// An address that a contact comes from or goes to. Masked unless the veil is lifted.
@Schema(name = "Endpoint")
public record EndpointView(
        @Schema(description = "TELEPHONE_NUMBER, VOIP, EMAIL, …") @Nullable
        String type,

        @Schema(description = "Masked without the scope pii:read.") @Nullable
        String address) {

    static @Nullable EndpointView of(@Nullable Endpoint endpoint, Veil veil) {
        if (endpoint == null) {
            return null;
        }
        return new EndpointView(endpoint.type().isEmpty() ? null : endpoint.type(), veil.over(endpoint.address()));
    }

    EndpointView under(Veil veil) {
        return new EndpointView(type, veil.over(address));
    }
}
