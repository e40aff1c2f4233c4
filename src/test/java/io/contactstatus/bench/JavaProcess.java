package io.contactstatus.bench;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// A server in a JVM of its own, so that what it needs can be told from what is measured with.
final class JavaProcess implements AutoCloseable {

    private final int port = freePort();
    private final long began = System.nanoTime();
    private final Process process;

    /// @param output where its standard output goes; for [Redirect#PIPE][ProcessBuilder.Redirect#PIPE] it has to be
    ///   read
    /// @param program the main class, and its arguments; its port is added to them
    JavaProcess(ProcessBuilder.Redirect output, String heap, String classPath, List<String> program) {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        var options = Stream.of(java, "--enable-native-access=ALL-UNNAMED", "-Xmx" + heap, "-classpath", classPath);
        var command = Stream.of(options, program.stream(), Stream.of("--server.port=" + port))
                .flatMap(part -> part)
                .toList();
        var builder = new ProcessBuilder(command).redirectOutput(output).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment()
                .putAll(Map.of("AWS_REGION", "eu-west-2", "AWS_ACCESS_KEY_ID", "any", "AWS_SECRET_ACCESS_KEY", "any"));
        try {
            process = builder.start();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    /// That of this JVM.
    static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    Duration age() {
        return Duration.ofNanos(System.nanoTime() - began);
    }

    /// The processor time that it has taken so far.
    Duration busy() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /// How long its just-in-time compilers have worked so far, waiting for a processor included.
    Duration compiling() {
        return asked(
                ManagementFactory.COMPILATION_MXBEAN_NAME,
                CompilationMXBean.class,
                compilers -> Duration.ofMillis(compilers.getTotalCompilationTime()));
    }

    /// Bytes that its threads have allocated so far.
    long allocated() {
        return asked(
                ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class, ThreadMXBean::getTotalThreadAllocatedBytes);
    }

    @SuppressWarnings("BanJNDI") // At an address that this machine gave.
    private <B, A> A asked(String name, Class<B> type, Function<B, A> question) {
        try {
            var machine = VirtualMachine.attach(Long.toString(pid()));
            try (var agent = JMXConnectorFactory.connect(new JMXServiceURL(machine.startLocalManagementAgent()))) {
                return question.apply(
                        ManagementFactory.newPlatformMXBeanProxy(agent.getMBeanServerConnection(), name, type));
            } finally {
                machine.detach();
            }
        } catch (IOException | AttachNotSupportedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    BufferedReader output() {
        return process.inputReader(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stop) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
