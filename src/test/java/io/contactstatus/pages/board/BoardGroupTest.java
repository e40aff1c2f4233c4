package io.contactstatus.pages.board;

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

class BoardGroupTest {

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
    void isWhereALiveContactIs(Phase.Kind phase, boolean callback, BoardGroup group) {
        assertThat(BoardGroup.of(contact().in(phase).callback(callback).seen(), false))
                .hasValue(group);
    }

    /// No contact is in two groups: the function gives one at most.
    @ParameterizedTest
    @EnumSource(Phase.Kind.class)
    void isOneForEachLiveContact(Phase.Kind phase) {
        assertThat(BoardGroup.of(contact().in(phase).seen(), false)).isPresent();
        assertThat(BoardGroup.of(contact().in(phase).callback(true).seen(), false))
                .isPresent();
        assertThat(BoardGroup.of(contact().in(phase).seen(), true)).hasValue(BoardGroup.NO_NEWS);
    }

    @Test
    void goesByThePhaseAndNotByTheStatus() {
        var putThrough =
                contact().in(Status.AFTER_CONTACT_WORK).in(Phase.Kind.OUTSIDE).seen();

        assertThat(BoardGroup.of(putThrough, false)).hasValue(BoardGroup.FLOW);
    }

    @Test
    void isWaitingForACustomerWhoWasDialledFirst() {
        var dialled = contact().callback(true).method("CALLBACK_CUSTOMER_FIRST_DIALED");
        var queued = contact().callback(true).method("CALLBACK_CUSTOMER_FIRST_QUEUED");

        assertThat(BoardGroup.of(dialled.seen(), false)).hasValue(BoardGroup.WAITING);
        assertThat(BoardGroup.of(queued.seen(), false)).hasValue(BoardGroup.CALLBACKS);
    }

    @Test
    void isTheFlowForALiveContactOfWhichNoTimeIsKnown() {
        assertThat(BoardGroup.of(contact().in((Phase.Kind) null).seen(), false)).hasValue(BoardGroup.FLOW);
    }

    @ParameterizedTest
    @EnumSource(value = Leg.class, mode = EnumSource.Mode.EXCLUDE, names = "CUSTOMER")
    void isNoneForALegWithoutACustomerOfItsOwn(Leg leg) {
        assertThat(BoardGroup.of(contact().in(Phase.Kind.WITH_AGENT).leg(leg).seen(), false))
                .isEmpty();
    }

    @Test
    void isNoneForATest() {
        assertThat(BoardGroup.of(contact().synthetic().seen(), false)).isEmpty();
    }

    @Test
    void isNoneForWhatIsOver() {
        assertThat(BoardGroup.of(contact().in(Status.COMPLETED).over().seen(), false))
                .isEmpty();
        assertThat(BoardGroup.of(contact().in(Status.COMPLETED).over().seen(), true))
                .isEmpty();
    }

    @Test
    void isAfterContactWorkAlsoWhenTheCustomerIsGone() {
        assertThat(BoardGroup.of(contact().in(Status.AFTER_CONTACT_WORK).over().seen(), false))
                .hasValue(BoardGroup.AFTER_WORK);
    }

    @Test
    void eachHasATimeThatMatters() {
        assertThat(Arrays.stream(BoardGroup.values()).filter(group -> !group.isWithState() && !group.isWithWait()))
                .isEmpty();
    }
}
