package io.contactstatus.live;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.contactstatus.view.CustomerView;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// Adds the further keys of a customer to the JSON between instances. The API leaves them out, but other
/// instances match changes with a followed customer by them.
abstract class FurtherKeysMixIn {

    @JsonIgnore(false)
    List<String> furtherKeys = List.of();

    @JsonIgnore(false)
    abstract List<String> furtherKeys();

    static JsonMapper addTo(JsonMapper json) {
        return json.rebuild()
                .addMixIn(CustomerView.class, FurtherKeysMixIn.class)
                .build();
    }
}
