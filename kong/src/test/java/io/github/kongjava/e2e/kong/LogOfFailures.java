package io.github.kongjava.e2e.kong;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Shows the end of Kong's error.log when a test fails. */
final class LogOfFailures implements TestWatcher {

    private static final int LINES = 60;

    @Override
    public void testFailed(ExtensionContext context, Throwable cause) {
        Gateway.running()
                .forEach(gateway -> System.out.println(context.getDisplayName() + " failed; error.log of Kong with "
                        + gateway + " ends:\n" + end(gateway)));
    }

    private static String end(Gateway gateway) {
        try {
            List<String> lines = gateway.kong().errorLog().lines().toList();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES), lines.size()));
        } catch (IOException e) {
            return "cannot be read: " + e;
        }
    }
}
