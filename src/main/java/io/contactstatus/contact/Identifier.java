package io.contactstatus.contact;

/// Something that may tell who a customer is, raw, as its source wrote it. Whether it is a key by which the
/// customer is found is not known here: callers who withhold their number share one, see `identity`.
///
/// @param endpointType of an [Type#ENDPOINT], as Amazon Connect names it; empty where it was not told, and for
///   all others
public record Identifier(Type type, String value, String endpointType) {

    /// In the order in which they identify.
    public enum Type {
        /// Given through the API.
        ASSIGNED,
        /// The value of the contact attribute that the operator named.
        ATTRIBUTE,
        /// The customer's own number or address, or the one to call back.
        ENDPOINT,
        /// Of Customer Profiles, a CRM or Voice ID.
        CUSTOMER_ID
    }

    static Identifier of(Type type, String value) {
        return new Identifier(type, value, "");
    }

    static Identifier of(Endpoint endpoint) {
        return new Identifier(Type.ENDPOINT, endpoint.address(), endpoint.type());
    }
}
