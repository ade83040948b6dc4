package dev.switchover.local.standin;

import dev.switchover.embedded.Http;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** The MDSs as this node sees them: it registers there, and asks each again and again who is registered. */
final class MediaServers {

    private static final String SETTING = "mds.";
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final Http http = new Http(PATIENCE);
    private final Settings settings;

    /** Whether this node is registered, by the MDS's own word; one that does not answer is not there. */
    private final Map<String, Boolean> registered = new ConcurrentHashMap<>();

    MediaServers(Settings settings) {
        this.settings = settings;
    }

    String register(String mds, String epoch) throws IOException {
        var address = address(mds) + "/" + settings.name() + "?epoch=" + epoch;
        var answer = http.send(
                HttpRequest.newBuilder(URI.create(address)).PUT(BodyPublishers.noBody()), BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IOException("the MDS " + mds + " answered " + answer.statusCode() + ": " + answer.body());
        }
        look(mds);
        return answer.body();
    }

    void look() {
        settings.values().stringPropertyNames().stream()
                .filter(name -> name.startsWith(SETTING))
                .forEach(name -> look(name.substring(SETTING.length())));
    }

    /** As the hook {@code status} prints them. */
    String lines() {
        return registered.entrySet().stream()
                .map(each -> "mds " + each.getKey() + (each.getValue() ? " registered\n" : " absent\n"))
                .sorted()
                .collect(Collectors.joining());
    }

    private void look(String mds) {
        try {
            var answer = http.send(HttpRequest.newBuilder(URI.create(address(mds))), BodyHandlers.ofString());
            registered.put(mds, answer.body().startsWith("registered=" + settings.name() + " "));
        } catch (IOException e) {
            registered.remove(mds);
        }
    }

    private String address(String mds) {
        return settings.text(SETTING + mds) + "/registration";
    }
}
