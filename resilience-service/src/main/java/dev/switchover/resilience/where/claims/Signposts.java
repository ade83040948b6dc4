package dev.switchover.resilience.where.claims;

import dev.switchover.resilience.plan.domain.RunKind;
import dev.switchover.resilience.roles.claims.KeptBeside;
import dev.switchover.resilience.where.domain.Signpost;
import dev.switchover.resilience.where.domain.Signpost.ContactCentre;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The names of all deployments as last defined, and what a run that goes on does to them: what was read last stays while the database is away. */
@Singleton
public class Signposts implements KeptBeside {

    private static final String ALL = """
            select deployment,
                   array(select node from claims.node_report report
                          where report.deployment = d.deployment
                            and jsonb_path_exists(groups, '$[*]')
                            and not jsonb_path_exists(groups, '$[*].state ? (@ == "ACTIVE")')) as idle,
                   definition #>> '{cc,main,id}' as cc_main,
                   definition #>> '{cc,standby,id}' as cc_standby,
                   definition #>> '{main,id}' as main,
                   definition #>> '{standby,id}' as standby,
                   definition #>> '{cc,main,fqdn}' as cc_of_main,
                   definition #>> '{cc,standby,fqdn}' as cc_of_standby,
                   definition #>> '{edge,fqdn}' as edge,
                   coalesce((definition ->> 'drill')::boolean, false) as drill,
                   case when open_order is not null then coalesce(open_kind, 'FAILOVER') end as under_way
            from claims.deployment d
            where retired_at is null
            """;

    private volatile Map<String, Signpost> known = Map.of();

    public Optional<Signpost> of(String deployment) {
        return Optional.ofNullable(known.get(deployment));
    }

    @Override
    public String channel() {
        return "deployment_changed";
    }

    @Override
    public void read(Connection connection) throws SQLException {
        try (var statement = connection.createStatement();
                var row = statement.executeQuery(ALL)) {
            var read = new HashMap<String, Signpost>();
            while (row.next()) {
                read.put(row.getString("deployment"), signpost(row));
            }
            known = Map.copyOf(read);
        }
    }

    private static Signpost signpost(ResultSet row) throws SQLException {
        var idle = List.of((String[]) row.getArray("idle").getArray());
        return new Signpost(
                row.getString("deployment"),
                row.getString("main"),
                row.getString("standby"),
                ofContactCentre(row, "main", idle),
                ofContactCentre(row, "standby", idle),
                row.getString("edge"),
                row.getBoolean("drill"),
                underWay(row.getString("under_way")));
    }

    private static @Nullable ContactCentre ofContactCentre(ResultSet row, String side, List<String> idle)
            throws SQLException {
        var name = row.getString("cc_of_" + side);
        return name == null ? null : new ContactCentre(name, !idle.contains(row.getString("cc_" + side)));
    }

    private static @Nullable RunKind underWay(@Nullable String kind) {
        return kind == null ? null : RunKind.valueOf(kind);
    }
}
