package dev.switchover.local.suite;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.embedded.Http;
import dev.switchover.embedded.Ports;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** What a service says about itself at {@code /q/health/ready}. */
public final class Health {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Http HTTP = new Http(PATIENCE);
    private static final List<String> NO_ANSWER = List.of("no answer");
    private static final ObjectMapper JSON = new ObjectMapper();

    private Health() {}

    public static boolean isReady(String address) {
        return complaints(address).isEmpty();
    }

    /** The checks that are down; one entry "no answer" if there is none. */
    public static List<String> complaints(String address) {
        if (!Ports.answers(URI.create(address).getPort())) {
            return NO_ANSWER; // the client would take a connection to itself for one, and keep the port
        }
        var request = HttpRequest.newBuilder(URI.create(address + "/q/health/ready"));
        try {
            var response = HTTP.send(request, BodyHandlers.ofString());
            return response.statusCode() == 200 ? List.of() : checksDown(response.body());
        } catch (IOException e) {
            return NO_ANSWER;
        }
    }

    private static List<String> checksDown(String body) throws IOException {
        var down = new ArrayList<String>();
        for (var check : JSON.readTree(body).path("checks")) {
            if (!"UP".equals(check.path("status").asText())) {
                down.add(check.path("name").asText());
            }
        }
        return down.isEmpty() ? List.of("not ready") : down;
    }
}
