package io.contactstatus.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.pages.Contacts;
import io.contactstatus.view.ContactSummaryView;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class BetweenInstancesTest {

    private final JsonMapper api = JsonMapper.builder().build();

    @Test
    void boardsHearOfRulesThatTheApiDoesNotTell() {
        var contact = Contacts.contact().matching("Wants to cancel", "Refund").seen();
        var bus = BetweenInstances.addTo(api);

        var heard = bus.readValue(bus.writeValueAsBytes(contact), ContactSummaryView.class);

        assertThat(heard).isEqualTo(contact);
        assertThat(heard.matchedRules()).containsExactly("Wants to cancel", "Refund");
        assertThat(api.writeValueAsString(contact)).doesNotContain("Rules", "cancel");
    }

    @Test
    void whatAFormerVersionTellsIsHeardWithoutThem() {
        var bus = BetweenInstances.addTo(api);
        var contact = Contacts.contact().seen();

        assertThat(bus.readValue(api.writeValueAsBytes(contact), ContactSummaryView.class)
                        .matchedRules())
                .isNull();
    }
}
