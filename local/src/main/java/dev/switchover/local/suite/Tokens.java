package dev.switchover.local.suite;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** The signed tokens of the local default: one file per person, renewed at each start. */
public final class Tokens {

    private static final Duration VALID = Duration.ofDays(30);
    private static final Base64.Encoder URL_SAFE = Base64.getUrlEncoder().withoutPadding();
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Who may do what, and the file the token lies in. */
    private record Person(String file, String name, Set<String> roles) {}

    private static final List<Person> PEOPLE = List.of(
            new Person("operator", "olga", Set.of("operator", "viewer")),
            new Person("operator2", "oscar", Set.of("operator", "viewer")),
            new Person("approver", "anna", Set.of("approver", "viewer")),
            new Person("viewer", "victor", Set.of("viewer")),
            new Person("integrator", "feed", Set.of("integrator")),
            new Person("admin", "ada", Set.of("admin", "viewer")));

    private final Path directory;

    private Tokens(Path directory) {
        this.directory = directory;
    }

    /** Those that an earlier start wrote. */
    public static Tokens of(Home home) {
        return new Tokens(home.tokens());
    }

    static Tokens renew(Home home, KeyPair keys, Clock clock) {
        for (var person : PEOPLE) {
            var token = signed(claims(person, clock.instant()), keys);
            Home.writeSecretly(home.tokens().resolve(person.file() + ".jwt"), token);
        }
        return of(home);
    }

    private static Map<String, Object> claims(Person person, Instant now) {
        return Map.of(
                "iss", "https://switchover.local",
                "aud", "switchover",
                "sub", person.name(),
                "upn", person.name(),
                "groups", person.roles(),
                "jti", UUID.randomUUID().toString(),
                "iat", now.getEpochSecond(),
                "exp", now.plus(VALID).getEpochSecond());
    }

    /** A JSON Web Token by RS256, RFC 7519. */
    private static String signed(Map<String, Object> claims, KeyPair keys) {
        try {
            var content = encoded(Map.of("alg", "RS256", "typ", "JWT")) + "." + encoded(claims);
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(content.getBytes(StandardCharsets.US_ASCII));
            return content + "." + URL_SAFE.encodeToString(signature.sign());
        } catch (GeneralSecurityException | JsonProcessingException e) {
            throw new IllegalStateException("a token could not be signed", e);
        }
    }

    private static String encoded(Map<String, Object> part) throws JsonProcessingException {
        return URL_SAFE.encodeToString(JSON.writeValueAsBytes(part));
    }

    /** The public key as the services want it. */
    static String publicKey(KeyPair keys) {
        return Base64.getEncoder().encodeToString(keys.getPublic().getEncoded());
    }

    public String of(String person) {
        try {
            return Files.readString(directory.resolve(person + ".jwt"));
        } catch (IOException e) {
            throw new UncheckedIOException("no token for " + person, e);
        }
    }
}
