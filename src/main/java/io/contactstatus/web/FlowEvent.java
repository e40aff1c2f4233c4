package io.contactstatus.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.contactstatus.problems.InvalidParameter;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// What Amazon Connect sends to the Lambda function of a flow; only what is needed of it.
@Schema(name = "FlowEvent", description = "The event that Amazon Connect gives to a flow's Lambda function.")
record FlowEvent(
        @JsonProperty("Name") @Nullable String name,
        @JsonProperty("Details") @Nullable Details details) {

    /// The decoder recognises a flow event by the same, so what it would not take is not answered as a
    /// stranger's.
    ///
    /// @throws InvalidParameter when it is something else
    void check() {
        if (contactData() == null) {
            throw new InvalidParameter("Details.ContactData", "is missing");
        }
    }

    @Nullable
    ContactData contactData() {
        return details == null ? null : details.contactData();
    }

    /// What the flow's block was given besides the contact.
    @Nullable
    String parameter(String name) {
        return details == null || details.parameters() == null
                ? null
                : text(details.parameters().get(name));
    }

    static @Nullable String text(@Nullable JsonNode value) {
        return value != null && value.isValueNode() && !value.isNull() ? value.asString() : null;
    }

    @Schema(name = "FlowEventDetails")
    record Details(
            @JsonProperty("ContactData") @Nullable ContactData contactData,

            @Schema(
                    type = "object",
                    additionalProperties = Schema.AdditionalPropertiesValue.TRUE,
                    description = "With `identifier`, the customer to look up instead of the caller.")
            @JsonProperty("Parameters")
            @Nullable
            Map<String, JsonNode> parameters) {}

    @Schema(name = "FlowEventContactData")
    record ContactData(
            @JsonProperty("ContactId") @Nullable String contactId,
            @JsonProperty("InitialContactId") @Nullable String initialContactId,
            @JsonProperty("CustomerId") @Nullable String customerId,
            @JsonProperty("CustomerEndpoint") @Nullable CustomerEndpoint customerEndpoint,

            @JsonProperty("Attributes") @Nullable Map<String, JsonNode> attributes) {}

    @Schema(name = "FlowEventEndpoint")
    record CustomerEndpoint(
            @JsonProperty("Type") @Nullable String type,
            @JsonProperty("Address") @Nullable String address) {}
}
