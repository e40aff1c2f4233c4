package io.contactstatus.logs;

import io.contactstatus.jobs.JobFailed;
import io.contactstatus.jobs.TakenJob;
import io.contactstatus.jobs.Work;
import io.contactstatus.logs.LogReader.ProgressListener;
import io.contactstatus.logs.LogReader.Reached;

/// Reads the ranges that were asked for.
final class CatchUpWork implements Work {

    private final LogReader reader;

    CatchUpWork(LogReader reader) {
        this.reader = reader;
    }

    @Override
    public String kind() {
        return CatchUp.KIND;
    }

    @Override
    public void run(TakenJob job) throws InterruptedException {
        try {
            reader.read(
                    CatchUp.range(job.request()), CatchUp.reached(job.progress()), new SeenEvents(0), progressOf(job));
        } catch (LogsRefused refused) {
            throw new JobFailed(String.valueOf(refused.getMessage()));
        }
    }

    private static ProgressListener progressOf(TakenJob job) {
        return new ProgressListener() {

            @Override
            public void reached(Reached reached) {
                job.advance(CatchUp.progress(reached));
            }

            @Override
            public void waiting(Reached reached, String reason) {
                job.advance(CatchUp.progress(reached), reason);
            }
        };
    }
}
