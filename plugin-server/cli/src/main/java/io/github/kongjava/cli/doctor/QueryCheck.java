package io.github.kongjava.cli.doctor;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Runs the query commands as Kong does, by a shell. They may be any commands, so this is done when it is asked for only.
 *
 * @param servers the plugin servers
 * @param seconds how long each may take
 */
public record QueryCheck(List<PluginServerSetting> servers, long seconds) implements Check {

    private static final int MAX_BYTES = 16 * 1024 * 1024;
    private static final String REMEDY = "run it by hand in a shell; what it says on standard error tells why";

    @Override
    public String name() {
        return "query";
    }

    @Override
    public List<Result> run() {
        Findings findings = new Findings();
        for (PluginServerSetting server : servers) {
            server.query().ifPresent(query -> run(server.key() + "_query_cmd", query.command(), findings));
        }
        return findings.orOk(servers.size() + " query commands print what Kong expects");
    }

    private void run(String key, String command, Findings findings) {
        try {
            Path out = Files.createTempFile("kong-java", ".query");
            try {
                judge(key, command, out, findings);
            } finally {
                Files.delete(out);
            }
        } catch (IOException e) {
            findings.fail(key + " cannot be run: " + e, REMEDY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            findings.fail(key + " was not waited for", "run the doctor again");
        }
    }

    private void judge(String key, String command, Path out, Findings findings)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder("/bin/sh", "-c", command)
                .redirectOutput(out.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        process.getOutputStream().close();
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
            findings.fail(key + " does not end within " + seconds + " s, and Kong's start would wait for it", REMEDY);
            return;
        }
        String wrong = wrong(out);
        if (!wrong.isEmpty()) {
            findings.fail(key + " prints " + wrong + " (exit code " + process.exitValue() + ")", REMEDY);
        }
    }

    private static String wrong(Path out) throws IOException {
        if (Files.size(out) == 0 || Files.size(out) > MAX_BYTES) {
            return Files.size(out) + " bytes";
        }
        JsonNode document;
        try {
            document = new ObjectMapper().readTree(Files.readAllBytes(out));
        } catch (JsonProcessingException e) {
            return "no JSON";
        }
        JsonNode plugin = document.path("Plugins").path(0);
        boolean complete = plugin.path("Name").isTextual()
                && plugin.path("Priority").isIntegralNumber()
                && plugin.path("Phases").isArray()
                && plugin.path("Schema").isObject();
        return complete ? "" : "no description of a plugin";
    }
}
