package io.contactstatus.web;

import io.contactstatus.masking.Veil;
import io.contactstatus.store.Page;
import io.contactstatus.store.StoredContact;
import io.contactstatus.view.ContactSummaryView;
import io.swagger.v3.oas.annotations.media.Schema;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Schema(name = "ContactPage")
record ContactPage(
        List<ContactSummaryView> items,

        @Schema(description = "Absent on the last page.") @Nullable
        String nextCursor) {

    static ContactPage of(Page<StoredContact> page, @Nullable String nextCursor, Veil veil, ContactViews answers) {
        return new ContactPage(answers.summaries(page.items(), veil), nextCursor);
    }
}
