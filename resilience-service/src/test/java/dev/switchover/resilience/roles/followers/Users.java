package dev.switchover.resilience.roles.followers;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

/** Asks a balancer without a pause until it is closed, and notes what came of each request. */
final class Users implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final URI url;
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private volatile boolean asking = true;
    private final Thread thread;

    Users(String url) {
        this.url = URI.create(url);
        this.thread = Thread.ofPlatform().name("users").daemon().start(this::run);
    }

    /** The name of the node that answered each, or what went wrong. */
    List<String> answers() {
        return List.copyOf(answers);
    }

    /** Those from now on. */
    void forget() {
        answers.clear();
    }

    static String ask(HttpClient client, URI url) {
        try {
            var request = HttpRequest.newBuilder(url).timeout(PATIENCE).build();
            var answer = client.send(request, BodyHandlers.ofString());
            return answer.statusCode() == 200 ? answer.body() : String.valueOf(answer.statusCode());
        } catch (IOException e) {
            return e.toString();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return e.toString();
        }
    }

    /** A long session. */
    static CompletableFuture<String> session(String url) {
        return CompletableFuture.supplyAsync(() -> {
            try (var client = HttpClient.newHttpClient()) {
                return ask(client, URI.create(url + "session"));
            }
        });
    }

    static String once(String url) {
        try (var client = HttpClient.newHttpClient()) {
            return ask(client, URI.create(url));
        }
    }

    private void run() {
        while (asking) {
            answers.add(ask(client, url));
        }
    }

    @Override
    public void close() {
        asking = false;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }
}
