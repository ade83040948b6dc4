package dev.switchover.migration.imports.staging;

import dev.switchover.kit.axon.Commands;
import dev.switchover.kit.deed.Deeds;
import dev.switchover.kit.http.Ids;
import dev.switchover.kit.operation.Operation;
import dev.switchover.kit.problem.Rejection;
import dev.switchover.migration.imports.domain.ImportCommand.ReceiveFile;
import dev.switchover.migration.imports.domain.ImportId;
import dev.switchover.migration.imports.staging.ImportKind.Staged;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.Response;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Takes files in and tells how far they are. */
@Singleton
public class Imports {

    /** Rows a file may have. */
    public static final int MOST_ROWS = 100_000;

    /** The name of the deed that carries an import out; never changes. */
    public static final String DEED = "carry-out-import";

    private final Commands commands;
    private final Deeds deeds;
    private final ImportTable imports;
    private final StagingTable lines;
    private final Ids ids;
    private final Clock clock;

    Imports(Commands commands, Deeds deeds, ImportTable imports, StagingTable lines, Ids ids, Clock clock) {
        this.commands = commands;
        this.deeds = deeds;
        this.imports = imports;
        this.lines = lines;
        this.ids = ids;
        this.clock = clock;
    }

    /** What the deed is told: which import, and in whose name. */
    public record Errand(ImportId importId, Map<String, String> metadata) {}

    /** Stages a file in one transaction, or refuses it as a whole. The rest is done by a deed. */
    private <T> ImportId receive(ImportKind<T> kind, byte[] body, boolean allOrNothing, Map<String, String> metadata) {
        var id = new ImportId("import-" + ids.next());
        if (find(id.value()).isPresent()) {
            return id; // the same request again, whose first answer was lost
        }
        var file = CsvFile.open(body, kind.columns());
        return commands.together(() -> {
            var findings = new ArrayList<Finding>();
            var staged = stage(id, kind, file, findings);
            lines.addFindings(id, findings);
            var unreadable =
                    (int) findings.stream().mapToInt(Finding::row).distinct().count();
            commands.send(
                    new ReceiveFile(
                            id, kind.name(), sha256(body), allOrNothing, staged, unreadable, file.ignoredColumns()),
                    metadata);
            deeds.schedule(DEED, id.value(), clock.instant(), new Errand(id, metadata));
            return id;
        });
    }

    /** 202: taken in; to be followed at its operation, and its refused rows to be read in the report. */
    public <T> Response answer(ImportKind<T> kind, byte[] body, boolean allOrNothing, Map<String, String> metadata) {
        var id = receive(kind, body, allOrNothing, metadata);
        return Response.fromResponse(Operation.accepted(id.value()))
                .header("Link", "</imports/%s/report>; rel=\"describedby\"".formatted(id.value()))
                .build();
    }

    public Optional<Import> find(String id) {
        return imports.find(id);
    }

    /** What was found wrong with the next rows after the given one: a page is so many rows, each with all its findings. */
    public List<Finding> findings(String id, int afterRow, int rows) {
        return lines.findings(new ImportId(id), afterRow, rows);
    }

    private <T> int stage(ImportId id, ImportKind<T> kind, CsvFile file, List<Finding> findings) {
        var counted = new int[2];
        lines.copy(
                id,
                kind,
                receiver -> file.forEach(findings, line -> {
                    if (++counted[0] > MOST_ROWS) {
                        throw Rejection.invalid("too-many-rows", "A file has at most %,d rows.".formatted(MOST_ROWS))
                                .remedy("Send it in parts.");
                    }
                    counted[1] += stage(kind, line, receiver) ? 1 : 0;
                }));
        return counted[1];
    }

    private static <T> boolean stage(ImportKind<T> kind, Line line, Consumer<Staged<T>> receiver) {
        var row = kind.read(line);
        if (row == null || !line.isSound()) {
            return false;
        }
        receiver.accept(new Staged<>(line.row(), kind.id(row), kind.content(row), row));
        return true;
    }

    private static String sha256(byte[] body) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(body));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
