package io.contactstatus.journey;

import io.contactstatus.dialect.BlockKind;
import io.contactstatus.dialect.BlockOutcomes;
import io.contactstatus.dialect.FlowBlocks;
import io.contactstatus.dialect.LenientNode;
import io.contactstatus.dialect.Prompts;
import io.contactstatus.masking.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// One passage through a block: the line that entered it and those that tell what came of it. Either may be lost.
final class BlockRun {

    private final List<ParsedEntry> lines = new ArrayList<>();
    private final int position;
    private @Nullable Instant before;
    private @Nullable Instant after;
    private @Nullable String promptBefore;

    /// @param position of its first line among all lines of the log
    BlockRun(ParsedEntry first, int position) {
        lines.add(first);
        this.position = position;
    }

    ParsedEntry first() {
        return lines.getFirst();
    }

    int position() {
        return position;
    }

    @Nullable
    Instant at() {
        return first().at();
    }

    @Nullable
    Instant end() {
        return lines.size() == 1 ? null : lines.getLast().at();
    }

    String type() {
        return first().type();
    }

    BlockKind block() {
        return FlowBlocks.kindOf(type());
    }

    StepKind kind() {
        return StepKind.of(block());
    }

    void add(ParsedEntry line) {
        lines.add(line);
    }

    /// Two lines of one millisecond may come in either order.
    void enterBy(ParsedEntry line) {
        lines.addFirst(line);
    }

    /// @param earlier when something was told before it
    /// @param later when the next line was logged
    void between(@Nullable Instant earlier, @Nullable Instant later) {
        before = earlier;
        after = later;
    }

    /// @param prompt what was played just before it
    void follows(@Nullable String prompt) {
        promptBefore = prompt;
    }

    boolean isEntered() {
        return enters(first());
    }

    /// What it says of itself, which for a question is what the customer answered.
    @Nullable
    String results() {
        return told("Results").text();
    }

    boolean failed() {
        return BlockOutcomes.isFailure(block(), results());
    }

    boolean leadsOutside() {
        return FlowBlocks.leadsOutside(type(), inputs().node());
    }

    /// Secrets that a flow asks for by name are not shown, although the log has them.
    boolean asksForSecret() {
        return block().isAnswered()
                && (Secrets.isNamedBy(asked())
                        || Secrets.isNamedBy(first().detail().text("Identifier"))
                        || inputs().has("EncryptEntry")
                        || inputs().has("EncryptionKeyId"));
    }

    /// Digits may be asked for by the prompt before, and a choice never is.
    private @Nullable String asked() {
        var own = Prompts.textOf(inputs());
        return own == null && block() == BlockKind.INPUT ? promptBefore : own;
    }

    boolean hasOutcome() {
        return lines.stream().anyMatch(BlockRun::tellsOutcome);
    }

    /// Some blocks log what went in once more beside what came out.
    boolean awaits(ParsedEntry line) {
        return !hasOutcome()
                && tellsOutcome(line)
                && inputs(first()).equals(inputs(line))
                && type().equals(line.type());
    }

    static boolean enters(ParsedEntry line) {
        return inputs(line).isObject();
    }

    static boolean tellsOutcome(ParsedEntry line) {
        var detail = line.detail();
        return detail.has("Results") || detail.has("ExternalResults") || detail.has("ResultData");
    }

    /// `Events` is what `Parameters` was called in 2017.
    private static LenientNode inputs(ParsedEntry line) {
        var parameters = line.detail().part("Parameters");
        return parameters.isObject() ? parameters : line.detail().part("Events");
    }

    LenientNode inputs() {
        return inputs(first());
    }

    /// Of the last line that has it.
    LenientNode told(String name) {
        for (var line : lines.reversed()) {
            if (line.detail().has(name)) {
                return line.detail().part(name);
            }
        }
        return LenientNode.NONE;
    }

    List<ParsedEntry> lines() {
        return lines;
    }

    @Nullable
    Duration exactDuration() {
        var end = end();
        return at() == null || end == null ? null : withinLimit(Duration.between(at(), end));
    }

    /// How long it took at most, told by the lines around the only one there is. Nothing says whether a line
    /// that has the outcome too is dated by the block's beginning or its end, so the longer of both gaps
    /// counts.
    @Nullable
    Duration longestDuration() {
        var at = at();
        if (at == null || lines.size() > 1 || !FlowBlocks.takesTime(type())) {
            return null;
        }
        var longest = after == null ? Duration.ZERO : Duration.between(at, after);
        if (hasOutcome() && before != null) {
            var since = Duration.between(before, at);
            longest = since.compareTo(longest) > 0 ? since : longest;
        }
        return longest.isPositive() ? withinLimit(longest) : null;
    }

    /// Amazon Connect stops waiting for a Lambda function that takes longer, and logs that later.
    private Duration withinLimit(Duration duration) {
        var limit = block() == BlockKind.LAMBDA ? FlowBlocks.timeLimitOf(inputs()) : null;
        return limit != null && limit.compareTo(duration) < 0 ? limit : duration;
    }
}
