package io.github.kongjava.server.owner;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * A process as {@code /proc} shows it at one moment. Its start time tells it from a later process with the same id.
 *
 * @param pid its id
 * @param parent its parent's id
 * @param startTicks when it started, in hundredths of a second since the machine did
 */
public record ProcessState(long pid, long parent, long startTicks) {

    private static final Path PROC = Path.of("/proc");
    private static final long TICK_MILLIS = 10; // USER_HZ is 100 on every Linux that runs Java
    private static final int STATE = 0;
    private static final int PARENT = 1;
    private static final int START = 19;

    /** The process of that id; empty if there is none, if it has ended and its parent does not know yet, or if it is hidden. */
    public static Optional<ProcessState> of(long pid) {
        return stat(pid).flatMap(stat -> parse(pid, stat));
    }

    private static Optional<String> stat(long pid) {
        try {
            return Optional.of(
                    Files.readString(PROC.resolve(Long.toString(pid)).resolve("stat"), StandardCharsets.ISO_8859_1));
        } catch (IOException e) {
            return Optional.empty(); // how /proc says that there is no such process
        }
    }

    /** The fields after the command's name, which may hold blanks and brackets itself. */
    static Optional<ProcessState> parse(long pid, String stat) {
        String[] fields = stat.substring(stat.lastIndexOf(')') + 1).strip().split(" ", -1);
        if (fields.length <= START || fields[STATE].equals("Z") || fields[STATE].equals("X")) {
            return Optional.empty();
        }
        return Optional.of(new ProcessState(pid, Long.parseLong(fields[PARENT]), Long.parseLong(fields[START])));
    }

    /** What the process calls itself now, as {@code ps} shows it; empty if it has ended. */
    String title() {
        try {
            return Files.readString(PROC.resolve(Long.toString(pid)).resolve("cmdline"), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }

    /** Whether this very process still runs, whoever its parent is now. */
    public boolean isAlive() {
        return of(pid).filter(now -> now.startTicks == startTicks).isPresent();
    }

    /** Whether this very process still runs and its parent does. */
    public boolean isAliveWithParent() {
        return of(pid).filter(this::equals).isPresent();
    }

    /**
     * How long it has been running, to within some hundredths of a second.
     *
     * @throws IOException if the system does not say how long it runs itself
     */
    public Duration age() throws IOException {
        String uptime = Files.readString(PROC.resolve("uptime"), StandardCharsets.ISO_8859_1);
        double seconds = Double.parseDouble(uptime.substring(0, uptime.indexOf(' ')));
        return Duration.ofMillis((long) (seconds * 1000) - startTicks * TICK_MILLIS);
    }

    /** The user it runs as. */
    static long user(long pid) throws IOException {
        return Integer.toUnsignedLong((Integer) Files.getAttribute(PROC.resolve(Long.toString(pid)), "unix:uid"));
    }
}
