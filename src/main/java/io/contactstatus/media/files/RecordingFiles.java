package io.contactstatus.media.files;

import io.contactstatus.media.audio.Pcm;
import io.contactstatus.media.audio.WavHeader;
import io.contactstatus.media.matroska.Side;
import io.contactstatus.objects.ObjectStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.TreeSet;
import java.util.function.LongFunction;

/// The files of a recording that is finished.
public final class RecordingFiles {

    private static final byte[] DELETED = "{\"deleted\":true}".getBytes(StandardCharsets.US_ASCII);
    private static final int WINDOW = 256 * 1024;

    private final ObjectStore store;
    private final RecordingName name;

    public RecordingFiles(ObjectStore store, RecordingName name) {
        this.store = store;
        this.name = name;
    }

    /// Whether that file is there.
    public boolean has(Side side) {
        return store.read(name.wav(side), 0, 1).isPresent();
    }

    /// How many samples a file has.
    ///
    /// @throws RecordingGone where the file is gone
    public long samples(Side side) {
        return store.read(name.wav(side), 0, WavHeader.BYTES)
                .map(header -> WavHeader.dataBytes(header) / Pcm.BYTES)
                .orElseThrow(RecordingGone::new);
    }

    /// With silence behind the end.
    ///
    /// @throws RecordingGone where the file is gone
    public byte[] samples(Side side, long from, long to) {
        var length = (int) (to - from) * Pcm.BYTES;
        return store.read(name.wav(side), WavHeader.BYTES + from * Pcm.BYTES, WavHeader.BYTES + to * Pcm.BYTES)
                .map(bytes -> bytes.length == length ? bytes : Arrays.copyOf(bytes, length))
                .orElseThrow(RecordingGone::new);
    }

    /// Writes the file anew, with silence in place of what was said within, unless it is silent already.
    ///
    /// @throws RecordingGone where the file is gone
    public void silence(Side side, long from, long to) {
        var samples = samples(side);
        if (from >= Math.min(to, samples) || to <= 0 || isSilent(side, Math.max(0, from), Math.min(to, samples))) {
            return;
        }
        rewrite(
                side,
                samples,
                samples,
                first -> {
                    var window = samples(side, first, Math.min(samples, first + WINDOW));
                    var silentFrom = Math.clamp(from - first, 0, window.length / Pcm.BYTES);
                    var silentTo = Math.clamp(to - first, 0, window.length / Pcm.BYTES);
                    Arrays.fill(window, silentFrom * Pcm.BYTES, silentTo * Pcm.BYTES, (byte) 0);
                    return window;
                },
                WINDOW);
    }

    private boolean isSilent(Side side, long from, long to) {
        for (var first = from; first < to; first += WINDOW) {
            var window = samples(side, first, Math.min(to, first + WINDOW));
            if (!Arrays.equals(window, new byte[window.length])) {
                return false;
            }
        }
        return true;
    }

    /// Writes a file out of what it has, if that is still of the same length then: one that was made longer meanwhile
    /// must not be cut off. Of two that do so at a time one fails.
    void rewrite(Side side, long before, long samples, LongFunction<byte[]> windows, int size) {
        var content = WavContent.of(1, samples, windows, size);
        store.rewrite(name.wav(side), WavHeader.BYTES + samples * Pcm.BYTES, (from, to, out) -> {
            if (samples(side) != before) {
                throw new IOException("the file has another length by now");
            }
            content.write(from, to, out);
        });
    }

    /// Deletes everything there is of a contact's recordings, finished or not, as [#delete] does. What an owner writes
    /// meanwhile is there again.
    ///
    /// @return of how many recordings there was anything to be heard
    public static int deleteAll(ObjectStore store, String contactId) {
        var heard = new TreeSet<String>();
        var all = new TreeSet<String>();
        for (var prefix : RecordingName.allOf(contactId)) {
            for (var key : store.list(prefix)) {
                RecordingName.ofAny(key).ifPresent(name -> {
                    all.add(name.value());
                    if (!key.equals(name.json())) {
                        heard.add(name.value());
                    }
                });
            }
        }
        for (var value : all) {
            var name = new RecordingName(value);
            new RecordingFiles(store, name).delete();
            RecordingParts.delete(store, name);
            new RecordingRepair(store, name).end();
        }
        return heard.size();
    }

    /// Leaves a word that it was deleted, until that is as old as audio may become: an owner that was asleep must not
    /// go on with what is gone.
    public void delete() {
        store.replace(name.json(), DELETED);
        for (var side : Side.values()) {
            // One that writes it anew has read it before, and is discarded or has put its own there by then; or finds
            // nothing to read.
            store.delete(name.wav(side));
            store.discardAttempts(name.wav(side));
            store.delete(name.wav(side));
        }
    }
}
