package io.github.kongjava.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;

/**
 * What the system grants a process; empty where it sets no limit or does not tell.
 *
 * @param openFiles file descriptors
 * @param processes processes and threads of the user
 * @param tasks processes and threads of the control group
 * @param memory bytes of the control group
 */
public record Limits(OptionalLong openFiles, OptionalLong processes, OptionalLong tasks, OptionalLong memory) {

    private static final long HIGHEST = 1L << 60; // what version 1 of control groups says for none

    /** Those of this process. */
    public static Limits ofThisProcess() {
        return below(Path.of("/"));
    }

    /** Those that the files of a system tell which are below a directory. */
    static Limits below(Path root) {
        List<String> limits = lines(root.resolve("proc/self/limits"));
        Path groups = root.resolve("sys/fs/cgroup");
        return new Limits(
                limit(limits, "Max open files"),
                limit(limits, "Max processes"),
                first(groups.resolve("pids.max"), groups.resolve("pids/pids.max")),
                first(groups.resolve("memory.max"), groups.resolve("memory/memory.limit_in_bytes")));
    }

    private static OptionalLong limit(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()).strip().replaceFirst("\\s.*", ""))
                .map(Limits::number)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong first(Path file, Path older) {
        return lines(Files.exists(file) ? file : older).stream()
                .map(Limits::number)
                .findFirst()
                .orElse(OptionalLong.empty());
    }

    private static OptionalLong number(String text) {
        if (!text.matches("[0-9]{1,19}")) {
            return OptionalLong.empty(); // unlimited or max
        }
        long number = Long.parseUnsignedLong(text);
        return number >= 0 && number < HIGHEST ? OptionalLong.of(number) : OptionalLong.empty();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of(); // another kind of system, which has no such file
        }
    }
}
