package io.contactstatus.journey;

import io.contactstatus.contact.Source;
import io.contactstatus.dialect.BlockKind;
import io.contactstatus.dialect.Prompts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/// Puts the lines of the flow log together that belong to one passage through a block.
///
/// A block in a loop logs the same identifier each time, so a line joins the passage that is nearest before it:
/// one that is still without an outcome, or whose outcome was the line just before.
final class BlockRuns {

    private final List<BlockRun> runs = new ArrayList<>();
    private final Map<String, BlockRun> latest = new HashMap<>();
    private @Nullable BlockRun lastTouched;

    private BlockRuns() {}

    /// @param entries in their order
    static List<BlockRun> in(List<ParsedEntry> entries) {
        var reading = new BlockRuns();
        var position = 0;
        for (var entry : entries) {
            if (entry.source() == Source.FLOW_LOG) {
                reading.read(entry, position++);
            }
        }
        reading.lookAround(entries);
        reading.joinPrompts();
        return reading.runs;
    }

    private void read(ParsedEntry line, int position) {
        var key = key(line);
        var open = latest.get(key);
        if (open != null && !open.isEntered() && BlockRun.enters(line) && isSameMoment(open, line)) {
            open.enterBy(line);
        } else if (open != null && continues(open, line)) {
            open.add(line);
        } else {
            open = new BlockRun(line, position);
            runs.add(open);
            latest.put(key, open);
        }
        lastTouched = open;
    }

    private boolean continues(BlockRun open, ParsedEntry line) {
        if (BlockRun.enters(line)) {
            return open.awaits(line);
        }
        return BlockRun.tellsOutcome(line) && (!open.hasOutcome() || open == lastTouched);
    }

    private static boolean isSameMoment(BlockRun open, ParsedEntry line) {
        return line.at() != null && line.at().equals(open.at());
    }

    /// Lines of one millisecond have no order, so only a line that is strictly earlier or later counts.
    private void lookAround(List<ParsedEntry> entries) {
        var lines = new TreeSet<Instant>();
        var all = new TreeSet<Instant>();
        for (var entry : entries) {
            // The contact record is dated by its writing, long after.
            if (entry.at() != null && entry.source() != Source.CONTACT_RECORD) {
                all.add(entry.at());
            }
            if (entry.at() != null && entry.source() == Source.FLOW_LOG) {
                lines.add(entry.at());
            }
        }
        for (var run : runs) {
            var at = run.at();
            if (at != null) {
                run.between(all.lower(at), lines.higher(at));
            }
        }
    }

    private void joinPrompts() {
        @Nullable String prompt = null;
        for (var run : runs) {
            if (run.block() == BlockKind.PROMPT) {
                prompt = Prompts.textOf(run.inputs());
            } else if (run.block().isAnswered()) {
                run.follows(prompt);
                prompt = null;
            }
        }
    }

    /// Lines before 2024 have no identifier.
    private static String key(ParsedEntry line) {
        var block = line.detail().text("Identifier");
        return line.detail().text("ContactFlowId") + " " + (block == null ? "/" + line.type() : block);
    }
}
