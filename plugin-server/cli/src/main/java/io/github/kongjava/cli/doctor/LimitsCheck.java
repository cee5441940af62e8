package io.github.kongjava.cli.doctor;

import java.util.List;

/**
 * Whether the system grants a server what it may need. The limits are those of the one who asks: Kong's may differ.
 *
 * @param limits what the system grants
 * @param heap how large the heap may become, in bytes
 */
public record LimitsCheck(Limits limits, long heap) implements Check {

    private static final long MIB = 1024 * 1024;
    private static final long CONNECTIONS = 8192;
    private static final long OTHER_FILES = 256;
    private static final long THREADS = 1024;
    private static final long BESIDE_HEAP = 96 * MIB;
    private static final long SMALLEST_HEAP = 64 * MIB;

    @Override
    public String name() {
        return "limits";
    }

    @Override
    public List<Result> run() {
        Findings findings = new Findings();
        limits.openFiles().ifPresent(files -> {
            if (files < CONNECTIONS + OTHER_FILES) {
                findings.warn(
                        files + " open files are allowed, less than serve's " + CONNECTIONS
                                + " connections; each worker of Kong keeps up to 256",
                        "raise the limit (ulimit -n, LimitNOFILE), or lower it by serve --max-connections");
            }
        });
        limits.processes().ifPresent(number -> threads(findings, number, "the user's limit", "ulimit -u, LimitNPROC"));
        limits.tasks().ifPresent(number -> threads(findings, number, "the control group's limit", "pids limit"));
        memory(findings);
        return findings.orOk("open files "
                + text(limits.openFiles().isPresent(), limits.openFiles().orElse(0)) + ", heap up to " + heap / MIB
                + " MiB");
    }

    private static void threads(Findings findings, long number, String whose, String where) {
        if (number < THREADS) {
            findings.warn(
                    number + " threads are allowed by " + whose + "; each request in flight needs one",
                    "raise it to " + THREADS + " or more (" + where + ")");
        }
    }

    private void memory(Findings findings) {
        if (limits.memory().isPresent() && heap + BESIDE_HEAP > limits.memory().getAsLong()) {
            findings.warn(
                    "the heap may become " + heap / MIB + " MiB, in a control group with "
                            + limits.memory().getAsLong() / MIB + " MiB for everything: the system may kill the server",
                    "raise the memory limit, or lower the heap by KONG_JAVA_OPTS=-Xmx, which nginx has to let through"
                            + " (nginx_main_env = KONG_JAVA_OPTS)");
        } else if (heap < SMALLEST_HEAP) {
            findings.warn(
                    "the heap may become " + heap / MIB + " MiB only",
                    "raise the memory limit, or the heap by KONG_JAVA_OPTS=-Xmx64m");
        }
    }

    private static String text(boolean limited, long number) {
        return limited ? Long.toString(number) : "unlimited";
    }
}
