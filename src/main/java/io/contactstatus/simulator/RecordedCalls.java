package io.contactstatus.simulator;

import io.contactstatus.simulator.SimulatedLeg.Channel;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/// Which calls were recorded, and where. The name of a file says how long it is, so that the stand-in
/// for the bucket can make it when it is asked for.
///
/// @param bucket null where there is none: then contact records name no recording, as it would not be there
record RecordedCalls(@Nullable String bucket) {

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyyy/MM/dd/").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HH:mm'_UTC'").withZone(ZoneOffset.UTC);

    private static final int ONE_IN = 3;
    private static final int MOST_SECONDS = 600;

    /// Bucket and key; null where there was no talk, or it was not recorded.
    @Nullable
    String locationOf(SimulatedLeg leg) {
        var from = leg.connectedToAgent;
        var until = leg.disconnected;
        if (bucket == null || from == null || until == null || leg.channel != Channel.VOICE) {
            return null;
        }
        var seconds = ContactRecordWriter.secondsBetween(from, until);
        // By its id, as dice would change everything that comes after.
        if (seconds < 1 || seconds > MOST_SECONDS || Math.floorMod(leg.contactId.hashCode(), ONE_IN) != 0) {
            return null;
        }
        return bucket + "/connect/" + SimulatedInstance.ALIAS + "/CallRecordings/" + DAY.format(from) + leg.contactId
                + "_" + MINUTE.format(from) + "_" + seconds + "s.wav";
    }
}
