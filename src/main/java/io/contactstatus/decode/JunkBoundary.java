package io.contactstatus.decode;

/// The end of something that is no object: the end of its line, or where an object begins.
final class JunkBoundary implements RecordBoundary {

    @Override
    public Verdict at(byte next) {
        return next == '{' || next == '\n' ? Verdict.BEFORE : Verdict.GOES_ON;
    }
}
