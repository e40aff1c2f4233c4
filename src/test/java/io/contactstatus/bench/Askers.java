package io.contactstatus.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.io.entity.EntityUtils;

/// Clients that ask for one path after the other, each on a connection of its own that is kept.
final class Askers implements AutoCloseable {

    private final String address;
    private final String key;
    private final List<String> paths;
    private final int count;
    private final CloseableHttpClient http;

    Askers(int port, String key, List<String> paths, int count) {
        address = "http://127.0.0.1:" + port;
        this.key = key;
        this.paths = paths;
        this.count = count;
        http = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setMaxConnPerRoute(count)
                        .setMaxConnTotal(count)
                        .build())
                .disableAutomaticRetries()
                .build();
    }

    /// @param micros from when each was to be asked until its answer was read, sorted
    record Answers(double perSecond, long[] micros) {

        double millis(double percent) {
            return micros[(int) Math.min(micros.length - 1, micros.length * percent / 100)] / 1e3;
        }
    }

    /// Each asks again as soon as it is answered.
    Answers flatOut(Duration time) {
        return asked(time, 0);
    }

    /// So many a second together, whether answers come or not: what waits for a late answer is late itself.
    Answers paced(double perSecond, Duration time) {
        return asked(time, (long) (count * 1e9 / perSecond));
    }

    private Answers asked(Duration time, long everyNanos) {
        try (var threads = Executors.newFixedThreadPool(count)) {
            var began = System.nanoTime();
            var asking = IntStream.range(0, count)
                    .mapToObj(number -> threads.submit(
                            () -> ask(number, began + everyNanos * number / count, began + time.toNanos(), everyNanos)))
                    .toList();
            var micros = new ArrayList<long[]>();
            for (var one : asking) {
                micros.add(one.get());
            }
            var took = System.nanoTime() - began;
            var all = micros.stream().flatMapToLong(Arrays::stream).sorted().toArray();
            return new Answers(all.length * 1e9 / took, all);
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure);
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stop);
        }
    }

    private long[] ask(int number, long first, long end, long everyNanos) throws IOException {
        var chosen = new SplittableRandom(number);
        var micros = new long[1024];
        var answered = 0;
        for (var due = first; due - end < 0; due = everyNanos == 0 ? System.nanoTime() : due + everyNanos) {
            for (var early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                LockSupport.parkNanos(early);
            }
            ask(paths.get(chosen.nextInt(paths.size())));
            if (answered == micros.length) {
                micros = Arrays.copyOf(micros, answered * 2);
            }
            micros[answered++] = (System.nanoTime() - due) / 1_000;
        }
        return Arrays.copyOf(micros, answered);
    }

    private void ask(String path) throws IOException {
        var get = new HttpGet(address + path);
        get.setHeader("X-Api-Key", key);
        http.execute(get, answer -> {
            if (answer.getCode() != 200) {
                throw new IllegalStateException("answered " + answer.getCode());
            }
            EntityUtils.consume(answer.getEntity());
            return true;
        });
    }

    @Override
    public void close() {
        try {
            http.close();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }
}
