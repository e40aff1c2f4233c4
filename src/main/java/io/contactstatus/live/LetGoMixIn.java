package io.contactstatus.live;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.contactstatus.view.ContactSummaryView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Adds to the JSON between instances when an agent had let go of a contact. The API leaves it out, but the instance
/// that repairs may have heard of it from another one.
abstract class LetGoMixIn {

    @JsonIgnore(false)
    @Nullable
    Instant letGo;

    @JsonIgnore(false)
    abstract @Nullable Instant letGo();

    static JsonMapper addTo(JsonMapper json) {
        return json.rebuild()
                .addMixIn(ContactSummaryView.class, LetGoMixIn.class)
                .build();
    }
}
