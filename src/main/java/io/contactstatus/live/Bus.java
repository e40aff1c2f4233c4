package io.contactstatus.live;

/// How the instances of the service tell each other what they have stored. Never waits.
interface Bus {

    /// Whether anybody else is told at all.
    boolean isThere();

    <T> void tell(Subject<T> subject, T item);

    /// Something was stored that nobody can be told of: let them look for themselves.
    void tellOfGap();

    /// What is told by others is found by comparing.
    Bus NONE = new Bus() {

        @Override
        public boolean isThere() {
            return false;
        }

        @Override
        public <T> void tell(Subject<T> subject, T item) {}

        @Override
        public void tellOfGap() {}
    };
}
