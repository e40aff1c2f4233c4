package io.contactstatus.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.IntFunction;

/// Thousands of subscribers on one thread. Each counts its events; one of sixteen also remembers when which
/// arrived.
final class EventReaders implements AutoCloseable {

    private static final int SAMPLED = 16;
    private static final String EVENT = "event: contact\n";

    private final Selector selector;
    private final List<Reader> readers = new ArrayList<>();
    private final ByteBuffer buffer = ByteBuffer.allocate(1 << 17);
    private final Thread thread;
    private volatile List<Arrival> arrivals = new ArrayList<>();
    private final AtomicLong events = new AtomicLong();
    private volatile long lastReadAt = System.nanoTime();
    private final AtomicInteger ended = new AtomicInteger();

    /// @param change contact and version
    record Arrival(String change, long micros) {}

    /// @param paths what each of them asks for
    EventReaders(int port, int count, IntFunction<String> paths) {
        try {
            selector = Selector.open();
            for (var number = 0; number < count; number++) {
                readers.add(new Reader(connected(port, paths.apply(number)), number % SAMPLED == 0));
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        thread = Thread.ofPlatform().daemon().name("readers").start(this::read);
    }

    private SocketChannel connected(int port, String path) throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.write(ByteBuffer.wrap(request(path)));
        channel.configureBlocking(false);
        return channel;
    }

    /// By HTTP/1.0, which knows no chunks: what is read is what was written.
    static byte[] request(String path) {
        return "GET %s HTTP/1.0\r\nHost: localhost\r\n\r\n".formatted(path).getBytes(StandardCharsets.US_ASCII);
    }

    private final class Reader {

        private final boolean sampled;
        private String rest = "";
        private boolean lineBegins = true;
        private boolean blankBefore = true;

        Reader(SocketChannel channel, boolean sampled) throws IOException {
            this.sampled = sampled;
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        long take(String text, long micros) {
            return sampled ? remembered(rest + text, micros) : counted(text);
        }

        /// An event is what begins with an `e` after an empty line.
        private long counted(String text) {
            var count = 0L;
            for (var from = 0; from < text.length(); ) {
                if (lineBegins && blankBefore && text.charAt(from) == 'e') {
                    count++;
                }
                var end = text.indexOf('\n', from);
                if (end < 0) {
                    lineBegins = false;
                    break;
                }
                blankBefore = lineBegins && end == from;
                lineBegins = true;
                from = end + 1;
            }
            return count;
        }

        private long remembered(String text, long micros) {
            var count = 0L;
            var from = 0;
            for (var end = text.indexOf("\n\n"); end >= 0; end = text.indexOf("\n\n", from)) {
                if (text.startsWith(EVENT, from)) {
                    count++;
                    arrivals.add(new Arrival(change(text.substring(from, end)), micros));
                }
                from = end + 2;
            }
            rest = text.substring(from);
            return count;
        }
    }

    private static String change(String event) {
        var id = event.indexOf("\"contactId\":\"") + 13;
        var version = event.lastIndexOf("\"version\":") + 10;
        return event.substring(id, event.indexOf('"', id)) + " "
                + event.substring(version, event.indexOf('}', version));
    }

    private void read() {
        try {
            while (selector.isOpen()) {
                selector.select(this::read);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private void read(SelectionKey key) {
        try {
            buffer.clear();
            var length = ((SocketChannel) key.channel()).read(buffer);
            if (length < 0) {
                end(key);
                return;
            }
            var now = FollowedService.micros(Instant.now());
            var text = new String(buffer.array(), 0, length, StandardCharsets.ISO_8859_1);
            events.addAndGet(((Reader) key.attachment()).take(text, now));
            lastReadAt = System.nanoTime();
        } catch (IOException gone) {
            end(key);
        }
    }

    private void end(SelectionKey key) {
        ended.incrementAndGet();
        key.cancel();
    }

    long events() {
        return events.get();
    }

    /// How many streams have ended.
    int ended() {
        return ended.get();
    }

    boolean isQuietFor(long millis) {
        return System.nanoTime() - lastReadAt > millis * 1_000_000;
    }

    /// To be called when it is quiet.
    List<Arrival> takeArrivals() {
        var taken = arrivals;
        arrivals = new ArrayList<>();
        return taken;
    }

    @Override
    public void close() {
        try {
            for (var key : List.copyOf(selector.keys())) {
                key.channel().close();
            }
            selector.close();
            thread.join();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }
}
