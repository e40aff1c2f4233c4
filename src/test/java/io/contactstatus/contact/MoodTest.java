package io.contactstatus.contact;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MoodTest {

    private static final List<Mood> TALK = List.of(
            mood("NEGATIVE", 1), mood("POSITIVE", 2), mood("NEGATIVE", 3), mood("NEGATIVE", 4), mood("NEUTRAL", 0));

    private static Mood mood(String sentiment, long seconds) {
        return Mood.of(sentiment, Stamp.UNTIMED.plusSeconds(seconds));
    }

    @Test
    void countsTheNewestNegativeUtterancesInAnyOrder() {
        Permutations.each(TALK, order -> {
            var mood = order.stream().reduce(Mood.UNKNOWN, Mood::join);

            assertThat(mood.negativeRun()).isEqualTo(2);
            assertThat(mood.sentiment()).isEqualTo("NEGATIVE");
        });
    }

    @Test
    void aKindWordEndsTheRun() {
        var mood = TALK.stream().reduce(mood("POSITIVE", 5), Mood::join);

        assertThat(mood.negativeRun()).isZero();
        assertThat(mood.sentiment()).isEqualTo("POSITIVE");
    }

    @Test
    void anUtteranceThatChangesNothingVisibleLooksTheSame() {
        var before = contact(mood("NEUTRAL", 5));
        var after = before.join(contact(mood("NEUTRAL", 9)));

        assertThat(after).isNotEqualTo(before);
        assertThat(after.looksLike(before)).isTrue();
        assertThat(after.join(contact(mood("NEGATIVE", 10))).looksLike(before)).isFalse();
    }

    private static Contact contact(Mood mood) {
        return Contact.unseen(new ContactId("call-1"))
                .with(new Insights(
                        Insights.NONE.categories(),
                        Insights.NONE.issues(),
                        mood,
                        Mood.UNKNOWN,
                        null,
                        Insights.NONE.rules(),
                        Insights.Analysis.UNDER_WAY,
                        null));
    }
}
