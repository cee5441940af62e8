package io.github.kongjava.cli.doctor;

import io.github.kongjava.cli.query.StaticQueries;
import io.github.kongjava.cli.query.StaticQueryCheck;
import io.github.kongjava.cli.query.StaticQueryFinding;
import io.github.kongjava.server.plugin.PluginCatalogue;
import java.util.List;

/**
 * Query documents in files against the plugins.
 *
 * @param queries where they are
 * @param catalogue the plugins
 */
public record DocumentsCheck(StaticQueries queries, PluginCatalogue catalogue) implements Check {

    @Override
    public String name() {
        return "static-query";
    }

    @Override
    public List<Result> run() {
        Findings findings = new Findings();
        for (StaticQueryFinding finding : new StaticQueryCheck(queries).findings(catalogue.descriptors())) {
            findings.fail(finding.message(), queries.writtenBy() + " with the options of before, then kong reload");
        }
        return findings.orOk("the documents in " + queries.directory() + " fit the plugins");
    }
}
