package io.contactstatus.pages;

import static io.contactstatus.pages.Contacts.contact;
import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Leg;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Status;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GroupTest {

    @ParameterizedTest
    @CsvSource({
        "SCHEDULED, false, PLANNED",
        "FLOW, false, FLOW",
        "QUEUE, false, WAITING",
        "RINGING, false, RINGING",
        "DIALLING, false, RINGING",
        "WITH_AGENT, false, CONNECTED",
        "ON_HOLD, false, HELD",
        "PAUSED, false, HELD",
        "OUTSIDE, false, FLOW",
        "AFTER_CONTACT_WORK, false, AFTER_WORK",
        "SCHEDULED, true, CALLBACKS",
        "FLOW, true, FLOW",
        "QUEUE, true, CALLBACKS",
        "RINGING, true, RINGING",
        "DIALLING, true, RINGING",
        "WITH_AGENT, true, CONNECTED",
        "ON_HOLD, true, HELD",
        "PAUSED, true, HELD",
        "OUTSIDE, true, FLOW",
        "AFTER_CONTACT_WORK, true, AFTER_WORK"
    })
    void isWhereALiveContactIs(Phase.Kind phase, boolean callback, Group group) {
        assertThat(Group.of(contact().in(phase).callback(callback).seen(), false))
                .hasValue(group);
    }

    /// No contact is in two groups: the function gives one at most.
    @ParameterizedTest
    @EnumSource(Phase.Kind.class)
    void isOneForEachLiveContact(Phase.Kind phase) {
        assertThat(Group.of(contact().in(phase).seen(), false)).isPresent();
        assertThat(Group.of(contact().in(phase).callback(true).seen(), false)).isPresent();
        assertThat(Group.of(contact().in(phase).seen(), true)).hasValue(Group.NO_NEWS);
    }

    @Test
    void goesByThePhaseAndNotByTheStatus() {
        var putThrough =
                contact().in(Status.AFTER_CONTACT_WORK).in(Phase.Kind.OUTSIDE).seen();

        assertThat(Group.of(putThrough, false)).hasValue(Group.FLOW);
    }

    @Test
    void isWaitingForACustomerWhoWasDialledFirst() {
        var dialled = contact().callback(true).method("CALLBACK_CUSTOMER_FIRST_DIALED");
        var queued = contact().callback(true).method("CALLBACK_CUSTOMER_FIRST_QUEUED");

        assertThat(Group.of(dialled.seen(), false)).hasValue(Group.WAITING);
        assertThat(Group.of(queued.seen(), false)).hasValue(Group.CALLBACKS);
    }

    @Test
    void isTheFlowForALiveContactOfWhichNoTimeIsKnown() {
        assertThat(Group.of(contact().in((Phase.Kind) null).seen(), false)).hasValue(Group.FLOW);
    }

    @ParameterizedTest
    @EnumSource(value = Leg.class, mode = EnumSource.Mode.EXCLUDE, names = "CUSTOMER")
    void isNoneForALegWithoutACustomerOfItsOwn(Leg leg) {
        assertThat(Group.of(contact().in(Phase.Kind.WITH_AGENT).leg(leg).seen(), false))
                .isEmpty();
    }

    @Test
    void isNoneForATest() {
        assertThat(Group.of(contact().synthetic().seen(), false)).isEmpty();
    }

    @Test
    void isNoneForWhatIsOver() {
        assertThat(Group.of(contact().in(Status.COMPLETED).over().seen(), false))
                .isEmpty();
        assertThat(Group.of(contact().in(Status.COMPLETED).over().seen(), true)).isEmpty();
    }

    @Test
    void isAfterContactWorkAlsoWhenTheCustomerIsGone() {
        assertThat(Group.of(contact().in(Status.AFTER_CONTACT_WORK).over().seen(), false))
                .hasValue(Group.AFTER_WORK);
    }

    @Test
    void eachHasATimeThatMatters() {
        assertThat(Arrays.stream(Group.values()).filter(group -> !group.isWithState() && !group.isWithWait()))
                .isEmpty();
    }
}
