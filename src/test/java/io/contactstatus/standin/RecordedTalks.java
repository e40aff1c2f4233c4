package io.contactstatus.standin;

import io.contactstatus.media.audio.WavHeader;
import java.io.ByteArrayOutputStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// What the bucket of simulated recordings has: a talk for every file whose name says how long it is. It is spoken when
/// it is asked for, the same each time, so that nothing of it has to be kept for as long as its contact is; what was
/// asked for lately is, up to some megabytes.
public final class RecordedTalks {

    /// As the simulator names it in `contact-status.simulator.recordings`.
    public static final String BUCKET = "simulated-recordings";

    private static final Pattern FILE = Pattern.compile(BUCKET + "/.*/([^/]+)_(\\d{1,3})s\\.wav");
    private static final int PER_SECOND = 8_000;
    private static final long MOST_BYTES = 32 * 1024 * 1024;

    private final Map<String, byte[]> lately = new LinkedHashMap<>(16, 0.75f, true);
    private long bytes;

    /// @param location bucket and key
    /// @return null where there is no such file
    public synchronized byte @Nullable [] wav(String location) {
        var file = FILE.matcher(location);
        if (!file.matches()) {
            return null;
        }
        var known = lately.get(location);
        if (known != null) {
            return known;
        }
        var made = spoken(file.group(1).hashCode(), Integer.parseInt(file.group(2)));
        lately.put(location, made);
        bytes += made.length;
        var oldest = lately.values().iterator();
        while (bytes > MOST_BYTES && lately.size() > 1) {
            bytes -= oldest.next().length;
            oldest.remove();
        }
        return made;
    }

    /// From when the agent is there, the customer on the left.
    private static byte[] spoken(long seed, int seconds) {
        var talk = new SpokenTalk(seed, 0);
        var wav = new ByteArrayOutputStream();
        wav.writeBytes(WavHeader.of(2, 4L * PER_SECOND * seconds));
        for (var second = 0; second < seconds; second++) {
            var customer = talk.customer(second * 1_000, PER_SECOND);
            var agent = talk.agent(second * 1_000, PER_SECOND);
            for (var at = 0; at < customer.length; at += 2) {
                wav.write(customer, at, 2);
                wav.write(agent, at, 2);
            }
        }
        return wav.toByteArray();
    }
}
