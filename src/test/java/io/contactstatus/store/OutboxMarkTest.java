package io.contactstatus.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.contactstatus.contact.Contact;
import io.contactstatus.contact.ContactId;
import io.contactstatus.contact.Facts;
import io.contactstatus.contact.Flag;
import io.contactstatus.contact.Moment;
import io.contactstatus.contact.Outcome;
import io.contactstatus.contact.Phase;
import io.contactstatus.contact.Source;
import io.contactstatus.contact.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutboxMarkTest {

    private static final Instant NOON = Instant.parse("2026-01-05T12:00:00.123Z");
    private static final ContactId ID = new ContactId("call-1");
    private static final Contact CALL = Facts.about(ID, Source.CONTACT_EVENT)
            .heardAt(NOON)
            .initiated(Moment.exact(NOON))
            .toContact();
    private static final Contact QUEUED = CALL.join(Facts.about(ID, Source.CONTACT_EVENT)
            .heardAt(NOON.plusSeconds(1))
            .enqueued(Moment.exact(NOON.plusSeconds(1)), null)
            .toContact());
    private static final Contact ANSWERED = QUEUED.join(Facts.about(ID, Source.CONTACT_EVENT)
            .heardAt(NOON.plusSeconds(2))
            .connectedToAgent(Moment.exact(NOON.plusSeconds(2)))
            .toContact());

    private static StoredContact stored(Contact contact, long version, @Nullable OutboxMark outboxMark) {
        return new StoredContact(contact, version, NOON.plusSeconds(3600), CustomerKeys.NONE, outboxMark);
    }

    @Test
    void isANewContactWithoutAnythingBefore() {
        assertThat(OutboxMark.after(null, CALL, 1, NOON)).isEqualTo(new OutboxMark(1, NOON, null));
    }

    @Test
    void isAChangeOfStatusWithWhatWasBefore() {
        assertThat(OutboxMark.after(stored(CALL, 4, null), QUEUED, 5, NOON))
                .isEqualTo(new OutboxMark(5, NOON, AnnouncedState.of(CALL)));
    }

    @Test
    void isNothingWhenNeitherStatusNorFlagsChange() {
        var more = QUEUED.join(Facts.about(ID, Source.FLOW_LOG)
                .heardAt(NOON.plusSeconds(9))
                .attribute("k", "v", NOON)
                .toContact());

        assertThat(OutboxMark.after(stored(QUEUED, 5, null), more, 6, NOON)).isNull();
    }

    @Test
    void remembersTheFirstOfSeveralChangesAndTheVersionOfTheLast() {
        var first = new OutboxMark(5, NOON, AnnouncedState.of(CALL));

        assertThat(OutboxMark.after(stored(QUEUED, 5, first), ANSWERED, 8, NOON.plusSeconds(7)))
                .isEqualTo(new OutboxMark(8, NOON, AnnouncedState.of(CALL)));
    }

    @Test
    void staysWhatItIsWhenSomethingElseChanges() {
        var first = new OutboxMark(5, NOON, AnnouncedState.of(CALL));

        assertThat(OutboxMark.after(stored(QUEUED, 5, first), QUEUED, 6, NOON.plusSeconds(7)))
                .isEqualTo(first);
    }

    @Test
    void doesNotForgetAWayThatLedBack() {
        var there = new OutboxMark(5, NOON, AnnouncedState.of(CALL));

        assertThat(OutboxMark.after(stored(QUEUED, 5, there), CALL, 6, NOON)).isNotNull();
    }

    @Test
    void isNothingForAContactThatOnlyOtherLegsHaveSpokenOf() {
        var spokenOf = Contact.unseen(ID);

        assertThat(OutboxMark.after(null, spokenOf, 1, NOON)).isNull();
        assertThat(OutboxMark.after(stored(spokenOf, 1, null), CALL, 2, NOON)).isEqualTo(new OutboxMark(2, NOON, null));
    }

    /// The checker does not see in a class file that a nested type may be null.
    @SuppressWarnings("NullAway")
    @ParameterizedTest
    @EnumSource
    void isReadAsItWasWritten(Status status) {
        for (var flags : eachFlagAlone()) {
            for (var outline : List.<AnnouncedState>of(
                    new AnnouncedState(status, flags, null, null),
                    new AnnouncedState(status, flags, Phase.Kind.QUEUE, null),
                    new AnnouncedState(status, flags, null, Outcome.ABANDONED))) {
                var outboxMark = new OutboxMark(17, NOON, outline);

                assertThat(OutboxMarkText.read(OutboxMarkText.written(outboxMark), NOON))
                        .isEqualTo(outboxMark);
            }
        }
        var first = new OutboxMark(1, NOON, null);
        assertThat(OutboxMarkText.read(OutboxMarkText.written(first), NOON)).isEqualTo(first);
    }

    private static Iterable<Set<Flag>> eachFlagAlone() {
        var all = new ArrayList<Set<Flag>>();
        all.add(Set.of());
        for (var flag : Flag.values()) {
            all.add(Set.of(flag));
        }
        return all;
    }

    /// Before phases and outcomes were announced: it is announced without what was before, and taken away as it
    /// stands.
    @Test
    void whatAnOlderVersionMarkedIsKeptAsItIs() {
        var mark = OutboxMarkText.read("17 QUEUED 1", NOON);

        assertThat(mark.version()).isEqualTo(17);
        assertThat(mark.previous()).isNull();
        assertThat(OutboxMarkText.written(mark)).isEqualTo("17 QUEUED 1");
    }

    /// A status or a flag that is newer than this version, or another format altogether.
    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "1 QUEUED",
                "1 SOMETHING 0",
                "1 QUEUED z",
                "1 QUEUED 0 ",
                "1 QUEUED 401",
                "01 QUEUED 1",
                "v2;7",
                "1 "
            })
    void staysWhatItIsWhenAnotherVersionWroteIt(String text) {
        var outboxMark = OutboxMarkText.read(text, NOON);

        assertThat(outboxMark.previous()).isNull();
        assertThat(OutboxMarkText.written(outboxMark)).isEqualTo(text);
        assertThat(OutboxMarkText.read(text, NOON)).isEqualTo(outboxMark);
    }

    @Test
    void keepsWhatAnotherVersionWroteWhenAnotherChangeComes() {
        var known = OutboxMarkText.read("4 SOMETHING 401", NOON);

        var next = OutboxMark.after(stored(CALL, 4, known), QUEUED, 5, NOON.plusSeconds(9));

        assertThat(next).isEqualTo(OutboxMarkText.read("5 SOMETHING 401", NOON));
    }
}
