package io.contactstatus.media;

/// What of a run one hears.
public enum AudioTrack {
    /// Stereo, the customer on the left.
    ALL(0),
    CUSTOMER(1),
    /// What the customer heard: prompts and hold music too.
    AGENT(2);

    /// How many numbers of recordings a run has, for ever.
    private static final int A_RUN = 3;

    /// Contact records have fewer.
    private static final int FIRST_CAPTURED = 100;

    private final int place;

    AudioTrack(int place) {
        this.place = place;
    }

    /// The number of the recording, which never means another one.
    public int recording(AudioRun run) {
        return FIRST_CAPTURED + A_RUN * run.number() + place;
    }
}
