package io.contactstatus.live;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.contactstatus.view.ContactView;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/// What clients are not shown of a customer, and other instances need: by it they know whose changes they are.
abstract class Unabridged {

    @JsonIgnore(false)
    List<String> furtherKeys = List.of();

    @JsonIgnore(false)
    abstract List<String> furtherKeys();

    static JsonMapper by(JsonMapper json) {
        return json.rebuild()
                .addMixIn(ContactView.Customer.class, Unabridged.class)
                .build();
    }
}
