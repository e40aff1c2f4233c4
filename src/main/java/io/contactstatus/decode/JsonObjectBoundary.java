package io.contactstatus.decode;

/// The end of a JSON object: where its last brace closes, or, when it breaks off, where the next object begins.
///
/// Nothing is checked but what gives a break away: an object begins where none can be, a line ends within a
/// string, or a string ends and what follows cannot follow a string.
final class JsonObjectBoundary implements RecordBoundary {

    private int depth;
    private boolean quoted;
    private boolean escaped;
    /// The string that just ended had a brace as its last character.
    private boolean endedWithBrace;
    /// The byte before.
    private byte before;
    /// The last byte that was no space, outside of strings.
    private byte last = ':';

    @Override
    public Verdict at(byte next) {
        var verdict = quoted ? inString(next) : outside(next);
        before = next;
        return verdict;
    }

    private Verdict inString(byte next) {
        if (escaped) {
            escaped = false;
        } else if (next == '\\') {
            escaped = true;
        } else if (next == '"') {
            quoted = false;
            last = next;
            endedWithBrace = before == '{';
        } else if (next == '\n') {
            return Verdict.BEFORE;
        }
        return Verdict.GOES_ON;
    }

    private Verdict outside(byte next) {
        if (JsonValues.isSpace(next)) {
            return Verdict.GOES_ON;
        }
        if (endedWithBrace && before == '"' && ":,}]".indexOf(next) < 0) {
            // What seemed to be the end of a string is the first name of the next object: {"
            return Verdict.BACK;
        }
        switch (next) {
            case '"' -> quoted = true;
            case '{' -> {
                if (":,[".indexOf(last) < 0) {
                    return Verdict.BEFORE;
                }
                depth++;
            }
            case '}' -> {
                if (--depth == 0) {
                    return Verdict.AFTER;
                }
            }
            default -> {}
        }
        last = next;
        return Verdict.GOES_ON;
    }
}
