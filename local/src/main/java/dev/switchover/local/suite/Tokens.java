package dev.switchover.local.suite;

import io.smallrye.jwt.build.Jwt;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Set;

/** The signed tokens of the local default: one file per person, renewed at each start. */
public final class Tokens {

    private static final Duration VALID = Duration.ofDays(30);

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

    static Tokens renew(Home home, KeyPair keys) {
        for (var person : PEOPLE) {
            var token = Jwt.issuer("https://switchover.local")
                    .subject(person.name())
                    .upn(person.name())
                    .groups(person.roles())
                    .expiresIn(VALID)
                    .sign(keys.getPrivate());
            Home.writeSecretly(home.tokens().resolve(person.file() + ".jwt"), token);
        }
        return of(home);
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
