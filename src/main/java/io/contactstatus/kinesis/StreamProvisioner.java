package io.contactstatus.kinesis;

/// Creates the streams that are missing, and the lease table when they are ready.
final class StreamProvisioner implements Provisioning {

    private final Streams streams;
    private final int shards;
    private final LeaseTable leases;

    StreamProvisioner(Streams streams, int shards, LeaseTable leases) {
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
