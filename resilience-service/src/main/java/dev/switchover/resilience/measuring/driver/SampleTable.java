package dev.switchover.resilience.measuring.driver;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchover.resilience.measuring.domain.Answer;
import dev.switchover.resilience.measuring.domain.Sample;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** All SQL of measuring.sample: what was seen, row by row; it can be had from nowhere else. */
@Singleton
class SampleTable {

    private static final TypeReference<List<Answer>> ANSWERS = new TypeReference<>() {};

    private final Jdbi database;
    private final ObjectMapper json;

    SampleTable(Jdbi database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    void add(String deployment, int run, Collection<Sample> samples) {
        if (samples.isEmpty()) {
            return;
        }
        database.useTransaction(handle -> {
            var batch = handle.prepareBatch("""
                insert into measuring.sample (deployment, run, at, answers)
                values (:deployment, :run, :at, cast(:answers as jsonb)) on conflict do nothing
                """);
            samples.forEach(sample -> batch.bind("deployment", deployment)
                    .bind("run", run)
                    .bind("at", sample.at())
                    .bind("answers", text(sample.answers()))
                    .add());
            batch.execute();
        });
    }

    List<Sample> of(String deployment, int run) {
        return database.withHandle(handle -> handle.createQuery(
                        "select at, answers from measuring.sample where deployment = :deployment and run = :run order"
                                + " by at")
                .bind("deployment", deployment)
                .bind("run", run)
                .map((row, context) ->
                        new Sample(row.getTimestamp("at").toInstant(), answers(row.getString("answers"))))
                .list());
    }

    private String text(List<Answer> answers) {
        try {
            return json.writeValueAsString(answers);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<Answer> answers(String text) {
        try {
            return json.readValue(text, ANSWERS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("measuring.sample holds no answers: " + text, e);
        }
    }
}
