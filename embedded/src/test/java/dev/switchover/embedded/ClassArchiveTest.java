package dev.switchover.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes.Name;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {

    /** What the jar runs. */
    public static final class Program {
        public static void main(String[] args) {
            System.out.println("runs");
        }
    }

    @TempDir
    Path directory = Path.of("");

    private Path jar;
    private Path archive;

    @BeforeEach
    void pack() throws IOException {
        jar = directory.resolve("program.jar");
        archive = directory.resolve("classes.jsa");
        var manifest = new Manifest();
        manifest.getMainAttributes().put(Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Name.MAIN_CLASS, Program.class.getName());
        var name = Program.class.getName().replace('.', '/') + ".class";
        try (var packed = new JarOutputStream(Files.newOutputStream(jar), manifest);
                var classes = Program.class.getClassLoader().getResourceAsStream(name)) {
            packed.putNextEntry(new JarEntry(name));
            packed.write(classes.readAllBytes());
        }
    }

    @Test
    void isMadeByTheFirstRunAndReadByTheNext() throws Exception {
        assertThat(run()).isEqualTo("runs\n");
        assertThat(archive).exists();
        var made = Files.getLastModifiedTime(archive);

        assertThat(run("-Xlog:class+load:file=" + directory.resolve("loaded.txt")))
                .isEqualTo("runs\n");
        assertThat(Files.readString(directory.resolve("loaded.txt")))
                .containsPattern("Program source: shared objects file \\(top\\)");
        assertThat(Files.getLastModifiedTime(archive)).isEqualTo(made);
    }

    @Test
    void isMadeAnewWhenItsWriterWasKilled() throws Exception {
        Files.write(archive, new byte[100]);
        assertThat(run()).isEqualTo("runs\n");
        assertThat(Files.size(archive)).isGreaterThan(100);
    }

    @Test
    void isMadeAnewWhenTheJarIsNewer() throws Exception {
        run();
        var before = FileTime.fromMillis(0);
        Files.setLastModifiedTime(archive, before);
        assertThat(run()).isEqualTo("runs\n");
        assertThat(Files.getLastModifiedTime(archive)).isGreaterThan(before);
    }

    @Test
    void ofAnotherJarDoesNoHarm() throws Exception {
        run();
        Files.setLastModifiedTime(jar, FileTime.fromMillis(0));
        assertThat(run()).isEqualTo("runs\n");
    }

    @Test
    void isNotTriedWhereNobodyMayWriteIt() {
        assertThat(ClassArchive.of(directory.resolve("nowhere/program.jar"))).isEmpty();
    }

    private String run(String... more) throws Exception {
        var command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC"));
        command.addAll(ClassArchive.of(jar));
        command.addAll(List.of(more));
        command.addAll(List.of("-jar", jar.toString()));
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(said).isZero();
        return said;
    }
}
