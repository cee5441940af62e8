package io.github.kongjava.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * Whether the clock can be right: no file is newer than now. Plugins judge by it what has expired.
 *
 * @param now the clock's time
 * @param file a file that came with the installation
 */
public record ClockCheck(Instant now, Path file) implements Check {

    private static final Duration TOLERATED = Duration.ofMinutes(1);

    @Override
    public String name() {
        return "clock";
    }

    @Override
    public List<Result> run() {
        Findings findings = new Findings();
        try {
            Instant written = Files.getLastModifiedTime(file).toInstant();
            if (written.isAfter(now.plus(TOLERATED))) {
                findings.warn(
                        "the clock says " + now + ", but " + file + " is from " + written,
                        "set the clock: tokens are judged by it");
            }
        } catch (IOException e) {
            findings.warn("the time of " + file + " cannot be read: " + e, "see whether the distribution is complete");
        }
        return findings.orOk("the clock says " + now);
    }
}
