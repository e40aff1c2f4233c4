package io.contactstatus.recordings;

/// The files of a run.
public enum CapturedTrack {
    /// Stereo, the customer on the left.
    ALL(0),
    CUSTOMER(1),
    /// What the customer heard: prompts and hold music too.
    AGENT(2);

    /// In the numbers of recordings, for ever.
    static final int A_RUN = 3;

    private final int place;

    CapturedTrack(int place) {
        this.place = place;
    }

    /// Among the recordings of its run.
    int place() {
        return place;
    }
}
