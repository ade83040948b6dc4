package dev.switchover.local.suite;

import dev.switchover.embedded.Database;
import dev.switchover.embedded.Postgres;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The services of the suite and what each is told through its environment; nothing else differs from production. */
public final class Services {

    /** Those that exist, in the order of the modules. */
    public static final List<String> NAMES = List.of("migration", "resilience", "notification");

    private final PortPlan ports;
    private final Postgres postgres;
    private final String publicKey;
    private final Certificates certificates;
    private final Path secrets;

    Services(PortPlan ports, Postgres postgres, String publicKey, Certificates certificates, Path secrets) {
        this.ports = ports;
        this.postgres = postgres;
        this.publicKey = publicKey;
        this.certificates = certificates;
        this.secrets = secrets;
    }

    Part part(String name, Home home) {
        return new ServicePart(name, ports.of(name), home, environment(name, postgres.database(name)));
    }

    Map<String, String> environment(String name, Database database) {
        var environment = new LinkedHashMap<String, String>();
        environment.put("QUARKUS_HTTP_HOST", "127.0.0.1");
        environment.put("QUARKUS_HTTP_PORT", String.valueOf(ports.of(name)));
        environment.put("QUARKUS_DATASOURCE_JDBC_URL", database.jdbcUrl());
        environment.put("QUARKUS_DATASOURCE_USERNAME", database.user());
        environment.put("QUARKUS_DATASOURCE_PASSWORD", database.password());
        environment.put("KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + ports.of("kafka"));
        environment.put("SWITCHOVER_LOCAL", "true");
        environment.put("QUARKUS_OIDC_PUBLIC_KEY", publicKey);
        if (name.equals("notification")) {
            environment.put("SWITCHOVER_SMTP_HOST", "127.0.0.1");
            environment.put("SWITCHOVER_SMTP_PORT", String.valueOf(ports.of("smtp")));
        }
        if (name.equals("resilience")) {
            environment.put("SWITCHOVER_SECRETS_DIRECTORY", secrets.toString());
            environment.put("SWITCHOVER_ROLES_TLS_PORT", String.valueOf(ports.of(PortPlan.ROLES)));
            environment.put(
                    "SWITCHOVER_ROLES_TLS_CERTIFICATE",
                    certificates.certificate().toString());
            environment.put("SWITCHOVER_ROLES_TLS_KEY", certificates.key().toString());
            environment.put("SWITCHOVER_ROLES_AGENT_PORT", String.valueOf(ports.of(PortPlan.ROLE_AGENT)));
        }
        return environment;
    }
}
