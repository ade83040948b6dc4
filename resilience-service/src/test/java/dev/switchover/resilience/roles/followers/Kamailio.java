package dev.switchover.resilience.roles.followers;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.switchover.embedded.Ports;
import dev.switchover.embedded.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A real Kamailio on loopback that answers whom its dispatcher would choose. */
final class Kamailio implements AutoCloseable {

    private static final Path SCRIPT = Path.of("../docs/followers/switchover-kamailio");
    private static final int PATIENCE_MILLIS = 2_000;

    private final Path binary;
    private final Path directory;
    private final int port = Ports.free();
    private @Nullable Process process;

    Kamailio(Path binary, Path directory, String... nodes) throws IOException {
        this.binary = binary;
        this.directory = directory;
        var list = new StringBuilder();
        for (var node : nodes) {
            list.append("1 ").append(node).append(" 4\n");
        }
        Files.writeString(directory.resolve("dispatcher.list"), list);
        Files.writeString(directory.resolve("kamailio.cfg"), """
                debug=0
                log_stderror=yes
                children=1
                listen=udp:127.0.0.1:%2$d
                loadmodule "sl.so"
                loadmodule "pv.so"
                loadmodule "ctl.so"
                loadmodule "dispatcher.so"
                modparam("ctl", "binrpc", "unix:%1$s/ctl.sock")
                modparam("dispatcher", "list_file", "%1$s/dispatcher.list")
                request_route {
                    if (ds_select_dst("1", "4")) {
                        sl_send_reply("200", "$du");
                    } else {
                        sl_send_reply("503", "Nobody");
                    }
                }
                """.formatted(directory, port));
    }

    void start() throws IOException {
        var command = List.of(
                binary.toString(),
                "-DD",
                "-E",
                "-m",
                "16",
                "-M",
                "4",
                "-Y",
                directory.toString(),
                "-f",
                directory.resolve("kamailio.cfg").toString());
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("kamailio.log").toFile())
                .start();
        if (!Waiting.upTo(Duration.ofSeconds(30)).until(() -> !whereTo().isEmpty())) {
            throw new IllegalStateException("Kamailio does not answer");
        }
    }

    void restart() throws IOException {
        close();
        start();
    }

    /** The first line of the answer to OPTIONS, without its version; nothing if there is no answer. */
    String whereTo() {
        try (var socket = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            var request = """
                    OPTIONS sip:any@127.0.0.1 SIP/2.0
                    Via: SIP/2.0/UDP 127.0.0.1:%1$d;branch=z9hG4bK%2$d
                    From: <sip:probe@127.0.0.1>;tag=%2$d
                    To: <sip:any@127.0.0.1>
                    Call-ID: %2$d
                    CSeq: 1 OPTIONS
                    Max-Forwards: 5
                    Content-Length: 0

                    """.formatted(socket.getLocalPort(), System.nanoTime())
                    .replace("\n", "\r\n")
                    .getBytes(US_ASCII);
            socket.send(new DatagramPacket(request, request.length, InetAddress.getLoopbackAddress(), port));
            var answer = new DatagramPacket(new byte[4096], 4096);
            socket.receive(answer);
            var text = new String(answer.getData(), 0, answer.getLength(), US_ASCII);
            return text.lines().findFirst().orElse("").replaceFirst("SIP/2.0 ", "");
        } catch (IOException e) {
            return "";
        }
    }

    /** Runs the script once; returns its exit code. */
    int follow(String switchover, String... arguments) {
        var command = new ArrayList<>(List.of("sh", SCRIPT.toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).inheritIO();
        builder.environment().put("SWITCHOVER", switchover);
        builder.environment().put("KAMCMD", "kamcmd -s unix:" + directory.resolve("ctl.sock"));
        try {
            return builder.start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroy();
            process.onExit().orTimeout(20, TimeUnit.SECONDS).join();
        }
    }
}
