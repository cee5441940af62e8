package io.github.kongjava.cli;

import io.github.kongjava.cli.query.GuardedPlugins;
import io.github.kongjava.cli.query.StaticQueries;
import io.github.kongjava.cli.query.StaticQueryCheck;
import io.github.kongjava.cli.query.StaticQueryFinding;
import io.github.kongjava.server.instance.Plugins;
import io.github.kongjava.server.plugin.PluginCatalogue;
import java.lang.System.Logger.Level;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a starting server has to say of the query documents that Kong was given. */
final class StaticQueryReport {

    private StaticQueryReport() {}

    /**
     * Logs each document that does not fit. The server serves all the same, but plugins of which Kong does not call a phase
     * that may keep requests out fail in the others.
     *
     * @param documents where the documents are; null if Kong asks the command
     */
    static Plugins guard(PluginCatalogue catalogue, @Nullable Path documents) {
        if (documents == null) {
            return catalogue;
        }
        StaticQueries queries = new StaticQueries(documents);
        List<StaticQueryFinding> findings = new StaticQueryCheck(queries).findings(catalogue.descriptors());
        for (StaticQueryFinding finding : findings) {
            Logs.log(
                    Level.ERROR,
                    finding.message() + effect(finding) + "; run " + queries.writtenBy()
                            + " with the options of before, then kong reload");
        }
        return findings.isEmpty() ? catalogue : new GuardedPlugins(catalogue, findings);
    }

    private static String effect(StaticQueryFinding finding) {
        return finding instanceof StaticQueryFinding.Stale stale
                        && !stale.unguarded().isEmpty()
                ? "; so that no request passes unguarded, its other phases fail"
                : "";
    }
}
