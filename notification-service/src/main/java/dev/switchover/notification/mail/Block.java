package dev.switchover.notification.mail;

import java.util.Arrays;
import java.util.List;

/** Part of a text between two blank lines: a paragraph, or facts, which are indented and have a label each. */
public record Block(List<String> lines, List<Fact> facts) {

    /** A label and a value. */
    public record Fact(String label, String value) {}

    static List<Block> of(String text) {
        return Arrays.stream(text.split("\n(?:[ \t]*\n)+"))
                .filter(block -> !block.isBlank())
                .map(block -> block(block.lines().toList()))
                .toList();
    }

    private static Block block(List<String> lines) {
        return lines.stream().allMatch(line -> line.startsWith("  "))
                ? new Block(List.of(), lines.stream().map(Block::fact).toList())
                : new Block(lines, List.of());
    }

    private static Fact fact(String line) {
        var colon = line.indexOf(": ");
        return colon < 0
                ? new Fact("", line.strip())
                : new Fact(
                        line.substring(0, colon + 1).strip(),
                        line.substring(colon + 2).strip());
    }
}
