package io.contactstatus.packaged;

import java.util.concurrent.atomic.AtomicReferenceArray;

/// Two instances over the same tables. One that was killed is still offered to clients until it is there again:
/// that is how a load balancer would have it for a while.
final class Pair implements AutoCloseable {

    private final String tablesPrefix;
    private final AtomicReferenceArray<ServiceProcess> processes = new AtomicReferenceArray<>(2);

    Pair(String tablesPrefix) {
        this.tablesPrefix = tablesPrefix;
        try {
            restart(0);
            restart(1);
        } catch (Throwable failure) {
            close();
            throw failure;
        }
    }

    Service service(int index) {
        return processes.get(index).service();
    }

    void kill(int index) {
        processes.get(index).kill();
    }

    void restart(int index) {
        processes.set(index, ServiceProcess.serving(tablesPrefix));
    }

    @Override
    public void close() {
        for (var index = 0; index < processes.length(); index++) {
            var process = processes.get(index);
            if (process != null) {
                process.close();
            }
        }
    }
}
