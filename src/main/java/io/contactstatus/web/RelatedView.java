package io.contactstatus.web;

import io.contactstatus.view.ContactSummaryView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;

@Schema(name = "RelatedContacts", description = "Every leg of a chain, oldest first.")
record RelatedView(
        String initialContactId,
        @Schema(description = "Whether any leg is live.") boolean active,
        List<ContactSummaryView> contacts,

        @Schema(description = "Contacts that legs name as related, and that are no legs of this chain.")
        List<ContactSummaryView> associated) {}
