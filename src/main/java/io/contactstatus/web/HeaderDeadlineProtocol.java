package io.contactstatus.web;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioChannel;
import org.apache.tomcat.util.net.SocketWrapperBase;
import org.jspecify.annotations.Nullable;

/// HTTP/1.1 that gives the line and the headers of a request the connection timeout in all. By itself Tomcat gives it
/// to each byte of them anew, and a client may keep a connection, with its buffers, for hours.
///
/// Public, because Tomcat makes it from its name.
public class HeaderDeadlineProtocol extends Http11NioProtocol {

    private static final long LOOKED_AFTER_EACH_MILLIS = 1_000;

    private @Nullable ScheduledFuture<?> watch;

    @Override
    public void start() throws Exception {
        super.start();
        watch = getUtilityExecutor()
                .scheduleWithFixedDelay(
                        this::closeLate, LOOKED_AFTER_EACH_MILLIS, LOOKED_AFTER_EACH_MILLIS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() throws Exception {
        if (watch != null) {
            watch.cancel(false);
        }
        super.stop();
    }

    private void closeLate() {
        var most = TimeUnit.MILLISECONDS.toNanos(getConnectionTimeout());
        for (SocketWrapperBase<NioChannel> connection : getEndpoint().getConnections()) {
            if (connection.getCurrentProcessor() instanceof Processor processor && isLate(processor, most)) {
                connection.close();
            }
        }
    }

    /// A connection has its processor while no thread works on it, and keeps it only when more of a request, or of an
    /// asynchronous answer, is to come.
    private static boolean isLate(Processor processor, long most) {
        var request = processor.getRequest();
        return request != null
                && !processor.isAsync()
                && !processor.isUpgrade()
                && request.getStartTimeNanos() >= 0
                && System.nanoTime() - request.getStartTimeNanos() > most;
    }
}
