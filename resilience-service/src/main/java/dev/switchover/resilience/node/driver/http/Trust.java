package dev.switchover.resilience.node.driver.http;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import javax.net.ssl.SSLContext;

/** The HTTP client for nodes; {@code quarkus.tls.nodes.trust-store.*} names the authority of their certificates. */
@Singleton
class Trust {

    private static final String NODES = "nodes";
    private static final Duration CONNECT = Duration.ofSeconds(2);

    private final SSLContext context;

    @Inject
    Trust(TlsConfigurationRegistry registry) {
        this(registry.get(NODES).map(Trust::context).orElseGet(Trust::ofThePlatform));
    }

    Trust(SSLContext context) {
        this.context = context;
    }

    HttpClient client() {
        return HttpClient.newBuilder()
                .connectTimeout(CONNECT)
                .followRedirects(Redirect.NEVER)
                .proxy(HttpClient.Builder.NO_PROXY)
                .version(Version.HTTP_1_1)
                .sslContext(context)
                .build();
    }

    private static SSLContext context(TlsConfiguration configuration) {
        try {
            return configuration.createSSLContext();
        } catch (Exception e) {
            throw new IllegalStateException("quarkus.tls." + NODES + " cannot be used: " + e.getMessage(), e);
        }
    }

    private static SSLContext ofThePlatform() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
