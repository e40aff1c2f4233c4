package io.contactstatus.journey;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Collects the steps of a friendly journey and puts them into their order. Of what happens at one moment the
/// phase of the course comes first, and the end last.
final class FriendlyTimeline {

    /// Less than what a time loses where it is cut to whole seconds.
    static final Duration CUT = Duration.ofMillis(999);

    private static final int BEGINNING = 0;
    private static final int COURSE = 1;
    private static final int BLOCK = 2;
    private static final int GOING_ON = 8;
    private static final int END = 9;

    private static final Comparator<Item> ORDER =
            Comparator.comparing(Item::at).thenComparingInt(Item::rank).thenComparingInt(Item::number);

    private final FriendlyText text;
    private final List<Item> items = new ArrayList<>();

    /// @param at by which it is sorted
    /// @param rank among items of the same moment
    /// @param prompt what was heard, if it is nothing but that
    private record Item(
            Instant at,
            int rank,
            int number,
            Draft draft,
            @Nullable String prompt) {}

    FriendlyTimeline(FriendlyText text) {
        this.text = text;
    }

    /// Whatever is dated before the beginning has been rounded.
    void addBeginning(Draft draft) {
        add(Instant.MIN, BEGINNING, draft, null);
    }

    /// A step that the contact's course tells; one without a time has no place here.
    void addOfCourse(Draft draft) {
        var at = draft.at();
        if (at != null) {
            add(at, COURSE, draft, null);
        }
    }

    void addOfBlock(Instant at, Draft draft) {
        add(at, BLOCK, draft, null);
    }

    void addPrompt(Instant at, Draft draft, String prompt) {
        add(at, BLOCK, draft, prompt);
    }

    void addEnd(@Nullable Draft goingOn, @Nullable Draft end) {
        addAtTheEnd(GOING_ON, goingOn);
        addAtTheEnd(END, end);
    }

    /// Contact records cut the fraction of the second, in which other things may have happened before.
    private void addAtTheEnd(int rank, @Nullable Draft draft) {
        var at = draft == null ? null : draft.at();
        if (draft != null && at != null) {
            add(at.equals(at.truncatedTo(ChronoUnit.SECONDS)) ? at.plus(CUT) : at, rank, draft, null);
        }
    }

    private void add(Instant at, int rank, Draft draft, @Nullable String prompt) {
        items.add(new Item(at, rank, items.size(), draft, prompt));
    }

    /// Prompts that follow each other are heard as one.
    List<Step> steps() {
        items.sort(ORDER);
        var steps = new ArrayList<Step>(items.size());
        var heard = new ArrayList<String>();
        for (var index = 0; index < items.size(); index++) {
            var item = items.get(index);
            var prompt = item.prompt();
            if (prompt == null) {
                steps.add(named(item.draft()));
                continue;
            }
            heard.add(prompt);
            var follows = index + 1 < items.size() && items.get(index + 1).prompt() != null;
            if (!follows) {
                var first = items.get(index - heard.size() + 1).draft();
                steps.add(named(heard.size() == 1 ? first : together(first, heard)));
                heard.clear();
            }
        }
        return steps;
    }

    private Draft together(Draft first, List<String> heard) {
        return first.text(text.heard(text.together(heard))).lasting(null);
    }

    private static Step named(Draft draft) {
        var step = draft.step();
        var at = step.at();
        return step.named(step.kind().name().toLowerCase(Locale.ROOT) + "-" + (at == null ? 0 : at.toEpochMilli()));
    }
}
