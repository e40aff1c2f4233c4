package io.contactstatus.live;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.contactstatus.view.ContactSummaryView;
import io.contactstatus.view.CustomerView;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// Adds to the JSON between instances what the API leaves out.
final class BetweenInstances {

    private BetweenInstances() {}

    static JsonMapper addTo(JsonMapper json) {
        return json.rebuild()
                .addMixIn(CustomerView.class, FurtherKeys.class)
                .addMixIn(ContactSummaryView.class, Summaries.class)
                .build();
    }

    /// Other instances match changes with a followed customer by them.
    abstract static class FurtherKeys {

        @JsonIgnore(false)
        List<String> furtherKeys = List.of();

        @JsonIgnore(false)
        abstract List<String> furtherKeys();
    }

    /// Boards show the rules. The instance that repairs may have heard from another one that an agent has let go.
    abstract static class Summaries {

        @JsonIgnore(false)
        @Nullable
        Instant letGo;

        @JsonIgnore(false)
        @Nullable
        List<String> matchedRules;

        @JsonIgnore(false)
        abstract @Nullable Instant letGo();

        @JsonIgnore(false)
        abstract @Nullable List<String> matchedRules();
    }
}
