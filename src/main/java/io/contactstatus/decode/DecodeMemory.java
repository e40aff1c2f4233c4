package io.contactstatus.decode;

/// Where decoding says what it is about to hold: what it inflates, and the trees that it makes of it, which take
/// a multiple of their text. An implementation refuses by throwing; what was given out before stands.
public interface DecodeMemory {

    /// For what has a bound of its own: one record of a test.
    DecodeMemory UNCOUNTED = new DecodeMemory() {

        @Override
        public void hold(long bytes) {
            // There is enough.
        }

        @Override
        public void free(long bytes) {
            // Nothing was counted.
        }

        @Override
        public void handOver(long bytes) {
            // Nothing was counted.
        }
    };

    void hold(long bytes);

    /// They are held no more.
    void free(long bytes);

    /// They were held for what has been given out: they are free when the receiver lets go of that.
    void handOver(long bytes);
}
