package io.contactstatus.packaged;

import io.contactstatus.kinesis.KinesisLocal;
import io.contactstatus.store.LocalDynamoDb;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Instances that read the same streams are killed again and again without warning, and shards are split and
/// merged under them: in the end everything is as if one process had read it all in peace.
@Tag("long")
class ChaosIT {

    private static final long SEED = 20261120;
    private static final int INSTANCES = 3;
    private static final int KILLS = 21;
    private static final int SHARDS = 4;
    private static final int RECORDS_PER_SECOND = 40;
    private static final List<String> STREAMS = List.of("chaos-a", "chaos-b");

    private final Random random = new Random(SEED);

    @Test
    void loseNothingAndRepeatNothingThoughKilledAndReshardedAllTheTime() {
        var prefix = LocalDynamoDb.freshPrefix();
        try (var kinesis = KinesisLocal.started()) {
            STREAMS.forEach(stream -> kinesis.createStream(stream, SHARDS));
            var streams = EmulatedStreams.quicklyNoticed(kinesis.endpoint(), prefix + "chaos", STREAMS);
            try (var fleet = new Fleet(INSTANCES, LocalDynamoDb.shared().endpoint(), prefix, streams);
                    var load = new Load(kinesis.endpoint(), STREAMS, SEED, RECORDS_PER_SECOND)) {
                for (var kill = 0; kill < KILLS; kill++) {
                    killSomebody(fleet, load);
                    if (kill == KILLS / 3) {
                        load.splitFirstShard(STREAMS.getFirst());
                    } else if (kill == 2 * KILLS / 3) {
                        load.mergeFirstShards(STREAMS.getLast());
                    }
                }
                var marks = load.finish();
                fleet.awaitUp();

                Afterwards.awaitShown(fleet.service(0), marks);
                Afterwards.assertAsInPeace(fleet, load);
            }
        }
    }

    /// In the middle of its work, and it comes back while others are being killed.
    private void killSomebody(Fleet fleet, Load load) {
        var victim = random.nextInt(INSTANCES);
        fleet.awaitAtWork(victim, load);
        fleet.kill(victim);
        fleet.start(victim);
    }
}
