package dev.switchover.kit.testing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchover.kit.problem.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * Holds docs/api/problems.md and the code together, in both directions. A service inherits it: {@code class ProblemsTest
 * implements ProblemCatalogue {}}.
 */
public interface ProblemCatalogue {

    Pattern RAISED = Pattern.compile(
            "(?:Rejection\\s*\\.\\s*\\w+|Problem\\s*\\.\\s*of)\\(\\s*(?:[\\w.]+,\\s*)?\"([a-z0-9-]+)\"");
    Pattern HEADING = Pattern.compile("(?m)^## ([a-z0-9-]+)$");

    @Test
    default void everyProblemIsExplained() {
        assertThat(explained()).containsAll(found(RAISED, sources(CheckedIn.module())));
    }

    @Test
    default void everythingExplainedIsAProblem() {
        var code = sources(CheckedIn.root());
        assertThat(explained()).allSatisfy(slug -> assertThat(code).contains('"' + slug + '"'));
    }

    /** Of two explanations of one problem its reader would get one remedy, and we look after the other. */
    @Test
    default void noProblemIsExplainedTwice() {
        assertThat(headings()).doesNotHaveDuplicates();
    }

    /** What is raised is explained, and what is explained has a remedy: so no refusal leaves its reader alone. */
    @Test
    default void everythingExplainedHasARemedy() {
        assertThat(explained())
                .allSatisfy(slug -> assertThat(Problem.of(slug, 400, null).remedy())
                        .as(slug)
                        .isNotBlank());
    }

    private static Set<String> explained() {
        return new TreeSet<>(headings());
    }

    private static List<String> headings() {
        return found(HEADING, read(CheckedIn.root().resolve("docs/api/problems.md")));
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(result -> result.group(1)).toList();
    }

    private static String sources(Path folder) {
        var text = new StringBuilder();
        try (var files =
                Files.find(folder, 30, (file, about) -> file.toString().matches(".*/src/main/java/.*\\.java"))) {
            files.forEach(file -> text.append(read(file)).append('\n'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
