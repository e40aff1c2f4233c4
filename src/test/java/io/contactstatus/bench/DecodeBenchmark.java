package io.contactstatus.bench;

import io.contactstatus.bench.DecodeSamples.Sample;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// Decoding records and merging them into what is known, beside parsing the same JSON and doing nothing with it.
@State(Scope.Thread)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
public class DecodeBenchmark {

    @Param({"contact event", "contact record", "agent event", "flow-log line", "envelope of 20 lines", "simulator's mix"
    })
    String kind = "contact event";

    private List<Sample> samples = List.of();
    private int next;

    @Setup
    public void prepare() {
        samples = DecodeSamples.of(kind);
    }

    /// Counts what the clock on the wall cannot: others use this machine too.
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.EVENTS)
    public static class Cpu {

        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

        public long records;
        public long nanos;
        private long began;

        @Setup(Level.Iteration)
        public void begin() {
            records = 0;
            began = THREADS.getCurrentThreadCpuTime();
        }

        @TearDown(Level.Iteration)
        public void end() {
            nanos = THREADS.getCurrentThreadCpuTime() - began;
        }
    }

    @Benchmark
    public int decodeAndMerge(Cpu cpu) {
        cpu.records++;
        return sample().decodeAndMerge();
    }

    @Benchmark
    public int readTree(Cpu cpu) {
        cpu.records++;
        return DecodeSamples.readOnly(sample());
    }

    @Benchmark
    public int readTreeOfEnvelope(Cpu cpu) {
        cpu.records++;
        return DecodeSamples.readEnvelopeOnly(sample());
    }

    private Sample sample() {
        next = next + 1 < samples.size() ? next + 1 : 0;
        return samples.get(next);
    }
}
