package dev.switchover.kit.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.switchover.kit.security.Roles;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.jwt.build.JwtClaimsBuilder;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Tokens as the local issuer makes them, signed with the key that {@link TestKeys} configures. */
public final class Tokens {

    private static final String AUDIENCE = "switchover";
    private static final Duration HOUR = Duration.ofHours(1);

    private static final Map<Wanted, Signed> SIGNED = new ConcurrentHashMap<>();

    private record Wanted(String name, String audience, Duration life, Set<String> roles) {}

    private record Signed(String text, Instant signed) {}

    private Tokens() {}

    public static String viewer() {
        return of("vera", Roles.VIEWER);
    }

    public static String operator() {
        return of("olga", Roles.OPERATOR);
    }

    public static String approver() {
        return of("anna", Roles.APPROVER);
    }

    public static String integrator() {
        return of("feed", Roles.INTEGRATOR);
    }

    public static String admin() {
        return of("ada", Roles.ADMIN);
    }

    public static String of(String name, String... roles) {
        return of(name, AUDIENCE, HOUR, roles);
    }

    public static String expired() {
        return of("olga", AUDIENCE, HOUR.negated(), Roles.OPERATOR);
    }

    public static String forAnotherAudience() {
        return of("olga", "elsewhere", HOUR, Roles.OPERATOR);
    }

    public static String ofAnotherIssuer() {
        return claims("olga", AUDIENCE, HOUR, Roles.OPERATOR)
                .sign(TestKeys.another().getPrivate());
    }

    /** {@code "alg": "none"}: claims that nobody vouches for. */
    public static String unsigned() {
        return withHeader("{\"alg\":\"none\"}") + ".";
    }

    /** The old confusion: our public key, which everybody has, used as the secret of an HMAC. */
    public static String signedWithOurPublicKeyAsSecret() {
        try {
            var content = withHeader("{\"alg\":\"HS256\"}");
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(Base64.getDecoder().decode(TestKeys.publicKey()), "HmacSHA256"));
            return content + "." + base64(mac.doFinal(content.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String withHeader(String header) {
        return base64(header.getBytes(UTF_8)) + "." + operator().split("\\.", -1)[1];
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** A signature costs more than most of what is asked with it: each is shown again for a while. */
    private static String of(String name, String audience, Duration life, String... roles) {
        var now = Instant.now();
        return SIGNED.compute(
                        new Wanted(name, audience, life, Set.of(roles)),
                        (wanted, before) -> before != null
                                        && before.signed()
                                                .plus(HOUR.dividedBy(4))
                                                .isAfter(now)
                                ? before
                                : new Signed(claims(name, audience, life, roles).sign(TestKeys.ours()), now))
                .text();
    }

    private static JwtClaimsBuilder claims(String name, String audience, Duration life, String... roles) {
        var now = System.currentTimeMillis() / 1000;
        return Jwt.issuer("switchover-local")
                .upn(name)
                .subject(name)
                .audience(audience)
                .groups(Set.of(roles))
                .issuedAt(now - 2 * HOUR.toSeconds())
                .expiresAt(now + life.toSeconds());
    }
}
