package io.contactstatus.view;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.contactstatus.contact.Snapshot;
import io.contactstatus.masking.Veil;
import io.contactstatus.store.StoredContact;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The customer of a contact, masked unless the veil is lifted.
///
/// @param furtherKeys what else the contact is found by, for streams that follow a customer. Not shown to
///   clients
@Schema(name = "Customer", description = "Masked without the scope pii:read.")
public record CustomerView(
        @Schema(description = "What the customer is known by; phone numbers in E.164. Absent for withheld ones.")
        @Nullable
        String identifier,

        @Nullable EndpointView endpoint,
        @Nullable String customerId,

        @JsonIgnore @Schema(hidden = true) List<String> furtherKeys) {

    public CustomerView(
            @Nullable String identifier,
            @Nullable EndpointView endpoint,
            @Nullable String customerId,
            @Nullable List<String> furtherKeys) {
        this.identifier = identifier;
        this.endpoint = endpoint;
        this.customerId = customerId;
        this.furtherKeys = furtherKeys == null ? List.of() : List.copyOf(furtherKeys);
    }

    static @Nullable CustomerView of(StoredContact stored, Snapshot.Customer customer, Veil veil) {
        var identifier = stored.customerIdentifier();
        if (identifier == null && customer.endpoint() == null && customer.customerId() == null) {
            return null;
        }
        return new CustomerView(
                veil.over(identifier),
                EndpointView.of(customer.endpoint(), veil),
                veil.over(customer.customerId()),
                veil == Veil.LIFTED ? stored.customer().further() : List.of());
    }

    CustomerView under(Veil veil) {
        return new CustomerView(
                veil.over(identifier),
                endpoint == null ? null : endpoint.under(veil),
                veil.over(customerId),
                veil == Veil.LIFTED ? furtherKeys : List.of());
    }

    /// Under a lifted veil only.
    public boolean isFoundBy(String key) {
        return key.equals(identifier) || furtherKeys.contains(key);
    }
}
