package io.contactstatus.media.audio;

import io.contactstatus.contact.Talk;
import java.util.ArrayList;
import java.util.List;

/// What both sides have said, put together: who spoke how much, over each other, and not at all.
public final class Turns {

    private Turns() {}

    private record Turn(long at, int customer, int agent) {}

    /// @param agent what the agent said: prompts and music that the customer heard are not the agent's, and are left
    ///   out by the caller
    /// @param samples how long the recording is
    public static Talk talk(List<SampleRange> customer, List<SampleRange> agent, long samples) {
        var turns = new ArrayList<Turn>();
        customer.forEach(one -> {
            turns.add(new Turn(one.from(), 1, 0));
            turns.add(new Turn(Math.min(one.to(), samples), -1, 0));
        });
        agent.forEach(one -> {
            turns.add(new Turn(one.from(), 0, 1));
            turns.add(new Turn(Math.min(one.to(), samples), 0, -1));
        });
        turns.add(new Turn(samples, 0, 0));
        turns.sort((one, other) -> Long.compare(one.at(), other.at()));
        long[] sums = new long[4];
        var at = 0L;
        var customers = 0;
        var agents = 0;
        var quiet = 0L;
        var longest = 0L;
        for (var turn : turns) {
            var length = turn.at() - at;
            if (customers > 0) {
                sums[0] += length;
            }
            if (agents > 0) {
                sums[1] += length;
            }
            if (customers > 0 && agents > 0) {
                sums[2] += length;
            }
            if (customers == 0 && agents == 0) {
                sums[3] += length;
                quiet += length;
                longest = Math.max(longest, quiet);
            } else if (length > 0) {
                quiet = 0;
            }
            at = turn.at();
            customers += turn.customer();
            agents += turn.agent();
        }
        return new Talk(seconds(sums[0]), seconds(sums[1]), seconds(sums[2]), seconds(sums[3]), seconds(longest));
    }

    private static long seconds(long samples) {
        return Math.round((double) samples / Pcm.PER_SECOND);
    }

    /// What of these lies within those times.
    ///
    /// @param within in samples as well
    public static List<SampleRange> cut(List<SampleRange> utterances, List<SampleRange> within) {
        var left = new ArrayList<SampleRange>();
        for (var utterance : utterances) {
            for (var window : within) {
                var from = Math.max(utterance.from(), window.from());
                var to = Math.min(utterance.to(), window.to());
                if (from < to) {
                    left.add(new SampleRange(from, to));
                }
            }
        }
        return left;
    }
}
