package dev.switchover.resilience.measuring.view;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.kit.view.ViewTables;
import dev.switchover.resilience.measuring.domain.Figures;
import dev.switchover.resilience.measuring.domain.MeasurementEvent.SwitchoverMeasured;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;

/** All SQL of views.measurement. */
public class MeasurementTable {

    private static final TypeReference<List<Figures>> FIGURES = new TypeReference<>() {};

    private final Jdbi database;
    private final ObjectMapper json;
    private final String table;

    public MeasurementTable(Jdbi database, ObjectMapper json, ViewTables tables) {
        this.database = database;
        this.json = json;
        this.table = tables.name("measurement");
    }

    /** What was measured, by the number of the run. */
    public Map<Integer, List<Figures>> of(String deployment) {
        return database.withHandle(handle -> {
            var all = new LinkedHashMap<Integer, List<Figures>>();
            handle.createQuery("select run, figures from <table> where deployment = :deployment order by run")
                    .define("table", table)
                    .bind("deployment", deployment)
                    .map((row, context) -> all.put(row.getInt("run"), figures(row.getString("figures"))))
                    .list();
            return all;
        });
    }

    void insert(SwitchoverMeasured measured) {
        database.useHandle(handle -> handle.createUpdate("""
            insert into <table> (deployment, run, until, figures)
            values (:deployment, :run, :until, cast(:figures as jsonb))
            on conflict (deployment, run) do nothing
            """)
                .define("table", table)
                .bind("deployment", measured.deployment())
                .bind("run", measured.run())
                .bind("until", measured.until())
                .bind("figures", text(measured.figures()))
                .execute());
    }

    private String text(List<Figures> figures) {
        try {
            return json.writeValueAsString(figures);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Figures> figures(String text) {
        try {
            return json.readValue(text, FIGURES);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("views.measurement holds no figures: " + text, e);
        }
    }
}
