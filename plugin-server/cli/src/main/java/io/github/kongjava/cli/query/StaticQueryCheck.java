package io.github.kongjava.cli.query;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.kongjava.pdk.Phase;
import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.server.plugin.PluginDescriptor;
import io.github.kongjava.server.schema.KongVersion;
import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Compares query documents in files with the plugins, so that nobody goes on with old ones without knowing. */
public final class StaticQueryCheck {

    private final StaticQueries queries;
    private final Optional<Protocol> protocol;
    private final Optional<KongVersion> version;

    /**
     * A check that also holds the documents against what they shall be written for.
     *
     * @param protocol the protocol that they shall name, if it matters
     * @param version the version of Kong that they shall be written for, if it matters
     */
    public StaticQueryCheck(StaticQueries queries, Optional<Protocol> protocol, Optional<KongVersion> version) {
        this.queries = queries;
        this.protocol = protocol;
        this.version = version;
    }

    /** A check that takes the documents as they were asked for. */
    public StaticQueryCheck(StaticQueries queries) {
        this(queries, Optional.empty(), Optional.empty());
    }

    /** What does not fit, the plugins in their order, then documents without a plugin. */
    public List<StaticQueryFinding> findings(List<PluginDescriptor> plugins) {
        List<StaticQueryFinding> findings = new ArrayList<>();
        for (PluginDescriptor plugin : plugins) {
            finding(plugin).ifPresent(findings::add);
        }
        try {
            for (String name : queries.withoutPluginIn(plugins)) {
                findings.add(new StaticQueryFinding.Orphan(queries.file(name), name));
            }
        } catch (IOException e) {
            findings.add(new StaticQueryFinding.Unreadable(queries.directory(), reason(e)));
        }
        return findings;
    }

    private Optional<StaticQueryFinding> finding(PluginDescriptor plugin) {
        Path file = queries.file(plugin.name());
        try {
            StaticQueryDocument document = StaticQueryDocument.read(file);
            StaticQueryDocument today = document.today(plugin);
            List<String> differences = differences(document, today);
            return differences.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new StaticQueryFinding.Stale(
                            file, plugin.name(), differences, unguarded(document, plugin)));
        } catch (NoSuchFileException e) {
            return Optional.of(new StaticQueryFinding.Missing(file, plugin.name()));
        } catch (IOException e) {
            return Optional.of(new StaticQueryFinding.Unreadable(file, reason(e)));
        }
    }

    private static String reason(IOException e) {
        return e instanceof InvalidDocumentException ? String.valueOf(e.getMessage()) : e.toString();
    }

    private List<String> differences(StaticQueryDocument document, StaticQueryDocument today) throws IOException {
        List<String> differences = new ArrayList<>();
        for (String entry : List.of("Name", "Version", "Priority", "Phases")) {
            JsonNode said = document.plugin(entry);
            JsonNode now = today.plugin(entry);
            if (!said.equals(now)) {
                differences.add(
                        entry + " is " + (said.isMissingNode() ? "missing" : said) + ", the plugin's is " + now);
            }
        }
        SchemaDifference.between(document.plugin("Schema"), today.plugin("Schema"))
                .ifPresent(differences::add);
        String wanted = protocol.map(Protocol::kongName).orElseGet(today::protocol);
        if (!document.protocol().equals(wanted)) {
            differences.add("Protocol is " + document.protocol() + ", not " + wanted);
        }
        if (version.isPresent() && !document.askedVersion().equals(version.get())) {
            differences.add("it was written for Kong " + document.askedVersion() + ", not " + version.get());
        }
        return differences;
    }

    /** The plugin's phases, but for log, that the document lacks. */
    private static List<String> unguarded(StaticQueryDocument document, PluginDescriptor plugin) {
        Set<String> said = new HashSet<>();
        document.plugin("Phases").forEach(phase -> said.add(phase.asText()));
        List<String> unguarded = new ArrayList<>();
        for (Phase phase : plugin.phases()) {
            if (phase != Phase.LOG && !said.contains(phase.kongName())) {
                unguarded.add(phase.kongName());
            }
        }
        return unguarded;
    }
}
