package io.github.kongjava.benchmarks.load;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Linux tells of a process. Immutable.
 *
 * @param cpuNanos the CPU time it has used, its own and the kernel's on its behalf, in steps of 10 ms
 * @param rssKib its memory that is resident, in KiB
 * @param threads how many threads it has
 */
public record ProcessFigures(long cpuNanos, long rssKib, long threads) {

    /** The unit of the times in /proc/PID/stat, whatever the kernel's own tick. */
    private static final long NANOS_PER_TICK = 10_000_000;

    private static final int USER_TIME = 11;
    private static final int SYSTEM_TIME = 12;

    /**
     * Looks at a process.
     *
     * @throws IOException if there is none of that id, or this is no Linux
     */
    public static ProcessFigures of(long pid) throws IOException {
        Path process = Path.of("/proc", Long.toString(pid));
        String status = Files.readString(process.resolve("status"), StandardCharsets.ISO_8859_1);
        String stat = Files.readString(process.resolve("stat"), StandardCharsets.ISO_8859_1);
        return new ProcessFigures(cpu(stat), number(status, "VmRSS"), number(status, "Threads"));
    }

    /** The second field is the command's name in parentheses, which may hold spaces. */
    private static long cpu(String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", SYSTEM_TIME + 2);
        return (Long.parseLong(fields[USER_TIME]) + Long.parseLong(fields[SYSTEM_TIME])) * NANOS_PER_TICK;
    }

    private static long number(String status, String name) throws IOException {
        Matcher line =
                Pattern.compile("^" + name + ":\\s+(\\d+)", Pattern.MULTILINE).matcher(status);
        if (!line.find()) {
            throw new IOException("the process has no " + name + "; has it ended?");
        }
        return Long.parseLong(line.group(1));
    }
}
