package dev.switchover.local.demo;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The mails of one run, as the catcher shows them. */
public final class Caught {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final String address;
    private final String domain;

    /** @param domain where this run's people have their mailboxes */
    public Caught(String address, String domain) {
        this.address = address;
        this.domain = domain;
    }

    public String domain() {
        return domain;
    }

    /** Each Message-ID once: a mail whose first delivery was in doubt may have come twice. */
    private List<JsonNode> mails() {
        var once = new LinkedHashMap<String, JsonNode>();
        all().forEach(mail -> once.putIfAbsent(mail.path("messageId").asText(), mail));
        return List.copyOf(once.values());
    }

    private List<JsonNode> all() {
        try (var in = URI.create(address + "/api/mails?limit=100000").toURL().openStream()) {
            return StreamSupport.stream(JSON.readTree(in).spliterator(), false)
                    .filter(mail -> mail.path("recipient").asText().endsWith(domain))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("The catcher does not answer", e);
        }
    }

    /** Mails to the kind of party the mailbox is named after: supplier, customer, operators, users. */
    public List<JsonNode> to(String kind) {
        return mails().stream()
                .filter(mail -> mail.path("recipient").asText().startsWith(kind))
                .toList();
    }

    /** Whether some mail came to the mailbox. */
    boolean has(String mailbox) {
        return mails().stream().anyMatch(mail -> mail.path("recipient").asText().startsWith(mailbox + "@"));
    }

    /** How many mails came under each Message-ID. */
    Map<String, Long> copies() {
        return all().stream().collect(groupingBy(mail -> mail.path("messageId").asText(), counting()));
    }

    /** Customers' mails in another language than their contact's. */
    List<String> wrongLanguage() {
        return to("customer").stream()
                .filter(mail -> !Stage.language(number(mail))
                        .equals(mail.path("language").asText()))
                .map(mail -> mail.path("recipient").asText() + " in "
                        + mail.path("language").asText())
                .toList();
    }

    private static int number(JsonNode mail) {
        return Integer.parseInt(mail.path("recipient").asText().replaceAll("^customer(\\d+)@.*$", "$1"));
    }
}
