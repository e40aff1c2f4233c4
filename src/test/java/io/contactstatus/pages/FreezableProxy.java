package io.contactstatus.pages;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// A network between a browser and the service that can freeze: connections stay open, and nothing passes any more.
public final class FreezableProxy implements AutoCloseable {

    private final ServerSocket server;
    private final int target;
    private final List<Socket> sockets = new CopyOnWriteArrayList<>();
    private boolean frozen;

    public FreezableProxy(int target) {
        this.target = target;
        try {
            server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        Thread.ofVirtual().start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public synchronized void freeze() {
        frozen = true;
    }

    /// What was on its way arrives; so does what was sent meanwhile.
    public synchronized void thaw() {
        frozen = false;
        notifyAll();
    }

    private void accept() {
        try {
            while (!server.isClosed()) {
                var browser = server.accept();
                var service = new Socket(InetAddress.getLoopbackAddress(), target);
                sockets.add(browser);
                sockets.add(service);
                Thread.ofVirtual().start(() -> pass(browser, service));
                Thread.ofVirtual().start(() -> pass(service, browser));
            }
        } catch (IOException closed) {
            // By close().
        }
    }

    private void pass(Socket from, Socket to) {
        try (from;
                to) {
            copy(from.getInputStream(), to.getOutputStream());
        } catch (IOException gone) {
            // One side has hung up, and so does the other.
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
        }
    }

    private void copy(InputStream in, OutputStream out) throws IOException, InterruptedException {
        var buffer = new byte[8192];
        for (var count = in.read(buffer); count >= 0; count = in.read(buffer)) {
            awaitThaw();
            out.write(buffer, 0, count);
            out.flush();
        }
    }

    private synchronized void awaitThaw() throws InterruptedException {
        while (frozen) {
            wait();
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        thaw();
        for (var socket : sockets) {
            socket.close();
        }
    }
}
