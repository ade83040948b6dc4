package dev.switchover.local.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;

/** Names of one run, who acts in it, and the words the acts are told in. */
record Stage(String run, People people, Report report, Caught caught) {

    static final int CUSTOMERS = 40;
    static final List<String> LANGUAGES = List.of("en", "ru", "fr");
    static final Duration DRAIN = Duration.ofSeconds(1);

    /** More where services are ended again and again, which are then started ever later. */
    private static final Duration PATIENCE = Duration.parse(System.getProperty("switchover.demo.patience", "PT3M"));

    String cluster() {
        return "voice-" + run;
    }

    String migration() {
        return "move-" + run;
    }

    String supplier(String name) {
        return name + "-" + run;
    }

    String customer(int number) {
        return "%s-c%02d".formatted(run, number);
    }

    /** Below /migrations. */
    String at(String path) {
        return "/migrations/" + migration() + path;
    }

    List<Integer> customers() {
        return IntStream.rangeClosed(1, CUSTOMERS).boxed().toList();
    }

    static String language(int number) {
        return LANGUAGES.get(number % LANGUAGES.size());
    }

    static String mailbox(int number) {
        return "customer%02d".formatted(number);
    }

    static boolean byDomain(int number) {
        return number % 2 == 0;
    }

    /** What must succeed for the demo to go on. */
    static Answer done(Answer answer) {
        if (!answer.succeeded()) {
            throw new IllegalStateException(answer.request() + " was refused: " + answer.reason());
        }
        return answer;
    }

    /** What must be refused, for the right reason. */
    void refused(String what, Answer answer, int status, String... gates) {
        var right = answer.status() == status && answer.gates().containsAll(List.of(gates));
        report.expect(what, right, answer.succeeded() ? "it was accepted: " + answer.status() : answer.reason());
    }

    /** Waits for a state that others bring about. */
    static void until(String what, Supplier<Boolean> reached) {
        var end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.get()) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Not reached within " + PATIENCE.toSeconds() + " s: " + what);
            }
            Api.pause();
        }
    }

    /** Follows an operation to its end. */
    static JsonNode ended(Api api, Answer accepted) {
        var location = done(accepted).location();
        if (location == null) {
            throw new IllegalStateException(accepted.request() + " names no operation");
        }
        until(
                location + " ends",
                () -> done(api.get(location)).body().path("state").asText().equals("ENDED"));
        return api.get(location).body();
    }

    JsonNode status() {
        return done(people.viewer().get(at(""))).body();
    }

    JsonNode wave(String id) {
        return stream(status().path("waves"))
                .filter(wave -> wave.path("wave").asText().equals(id))
                .findFirst()
                .orElseThrow();
    }

    void moved(int customer) {
        done(people.operator()
                .post(at("/customers/" + customer(customer) + "/moved"), "{\"evidence\": \"calls seen on b\"}"));
    }

    void attest(String gate, String evidence) {
        done(people.operator()
                .post(at("/gates/" + gate + "/attestations"), "{\"evidence\": \"%s\"}".formatted(evidence)));
    }

    static java.util.stream.Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }
}
