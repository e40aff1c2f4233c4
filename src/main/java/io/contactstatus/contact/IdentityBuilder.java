package io.contactstatus.contact;

import org.jspecify.annotations.Nullable;

/// [Identity] while [Facts] collects it.
final class IdentityBuilder {

    final Register<String> assigned = new Register<>();
    final Register<String> attribute = new Register<>();
    final Register<String> customerId = new Register<>();
    final Register<Endpoint> endpoint = new Register<>();

    private Identity.@Nullable Recorded recorded;
    private boolean withdrawn;

    /// @param removed whether the record says that the customer's data was taken out
    void record(Identity.Recorded customer, boolean removed) {
        recorded = customer;
        withdrawn = removed;
    }

    Identity build() {
        return new Identity(
                assigned.latest(), attribute.latest(), customerId.latest(), endpoint.latest(), recorded, withdrawn);
    }
}
