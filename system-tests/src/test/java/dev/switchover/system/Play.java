package dev.switchover.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.local.demo.Demo;
import dev.switchover.local.suite.Tokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** One run of the demo: its name, whether all held, and its report. */
record Play(String run, boolean held, JsonNode report) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static @Nullable Play undisturbed;

    /** The run nobody disturbs: played once, then what the others are held against. */
    static synchronized Play undisturbed() {
        if (undisturbed == null) {
            undisturbed = listenedToBy(line -> {});
        }
        return undisturbed;
    }

    /** Plays; the listener hears each line before the demo goes on. */
    static Play listenedToBy(Consumer<String> listener) {
        var suite = Running.suite();
        Consumer<String> told = line -> {
            System.out.println(line);
            listener.accept(line);
        };
        var demo = new Demo(suite.record(), Tokens.of(suite.home()), told);
        var file = suite.home().directory().resolve("demo").resolve(demo.run() + ".json");
        var held = demo.play(file, List.of());
        try {
            return new Play(demo.run(), held, JSON.readTree(file.toFile()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What did not hold, and why. */
    List<String> broken() {
        return StreamSupport.stream(report.path("expectations").spliterator(), false)
                .filter(one -> !one.path("held").asBoolean())
                .map(one ->
                        one.path("name").asText() + " — " + one.path("detail").asText())
                .toList();
    }
}
