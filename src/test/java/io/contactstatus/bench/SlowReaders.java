package io.contactstatus.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;

/// Subscribers that want everything and read next to nothing of it; those who are sent away come again.
final class SlowReaders implements AutoCloseable {

    private static final int BYTES = 1_000;
    private static final long PAUSE_MILLIS = 100;

    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean over;

    SlowReaders(int port, int count) {
        for (var number = 0; number < count; number++) {
            threads.add(Thread.ofVirtual().start(() -> {
                while (!over) {
                    follow(port);
                }
            }));
        }
    }

    private void follow(int port) {
        try (var socket = new Socket()) {
            socket.setReceiveBufferSize(4096);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            socket.getOutputStream().write(EventReaders.request("/live/contacts"));
            while (!over && socket.getInputStream().readNBytes(BYTES).length == BYTES) {
                Thread.sleep(PAUSE_MILLIS);
            }
        } catch (IOException sentAway) {
            // And comes again.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        over = true;
        threads.forEach(Thread::interrupt);
    }
}
