package io.contactstatus.pages;

import static io.contactstatus.pages.Contacts.contact;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Status;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class GroupTest {

    @ParameterizedTest
    @CsvSource({
        "INITIATED, false, FLOW",
        "CONNECTED_TO_SYSTEM, false, FLOW",
        "QUEUED, false, WAITING",
        "CONNECTING_TO_AGENT, false, RINGING",
        "CONNECTED_TO_AGENT, false, CONNECTED",
        "ON_HOLD, false, HELD",
        "PAUSED, false, HELD",
        "AFTER_CONTACT_WORK, false, AFTER_WORK",
        "INITIATED, true, CALLBACKS",
        "CONNECTED_TO_SYSTEM, true, CALLBACKS",
        "QUEUED, true, CALLBACKS",
        "CONNECTING_TO_AGENT, true, RINGING",
        "CONNECTED_TO_AGENT, true, CONNECTED",
        "ON_HOLD, true, HELD",
        "PAUSED, true, HELD",
        "AFTER_CONTACT_WORK, true, AFTER_WORK"
    })
    void isWhereALiveContactIs(Status status, boolean callback, Group group) {
        assertThat(Group.of(contact().in(status).callback(callback).seen())).hasValue(group);
    }

    /// No contact is in two groups: the function gives one at most.
    @ParameterizedTest
    @MethodSource("living")
    void isOneForEachLiveContact(Status status, boolean callback) {
        assertThat(Group.of(contact().in(status).callback(callback).seen())).isPresent();
    }

    static Stream<Object[]> living() {
        return EnumSet.complementOf(EnumSet.of(Status.DISCONNECTED, Status.COMPLETED)).stream()
                .flatMap(status -> Stream.of(new Object[] {status, true}, new Object[] {status, false}));
    }

    @ParameterizedTest
    @EnumSource(Status.class)
    void isNoneForWhatIsOverExceptThatAnAgentStillWorksOnIt(Status status) {
        var group = Group.of(contact().in(status).over().seen());

        if (status == Status.AFTER_CONTACT_WORK) {
            assertThat(group).hasValue(Group.AFTER_WORK);
        } else {
            assertThat(group).isEmpty();
        }
    }

    @Test
    void eachHasATimeThatMatters() {
        assertThat(Arrays.stream(Group.values()).filter(group -> !group.isWithState() && !group.isWithWait()))
                .isEmpty();
    }
}
