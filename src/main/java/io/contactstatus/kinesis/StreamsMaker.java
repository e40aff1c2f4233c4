package io.contactstatus.kinesis;

/// Makes what is missing: the streams, and when they are ready the lease table.
final class StreamsMaker implements Preparation {

    private final Streams streams;
    private final int shards;
    private final LeaseTable leases;

    StreamsMaker(Streams streams, int shards, LeaseTable leases) {
        this.streams = streams;
        this.shards = shards;
        this.leases = leases;
    }

    @Override
    public void prepare() {
        streams.createMissing(shards);
        leases.createMissing(streams.identified());
    }
}
