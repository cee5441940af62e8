package io.github.kongjava.cli.doctor;

import io.github.kongjava.server.instance.Plugin;
import io.github.kongjava.server.plugin.PluginCatalogue;
import io.github.kongjava.server.plugin.PluginProblem;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What is in the plugins directory.
 *
 * @param catalogue what was found there
 */
public record PluginsCheck(PluginCatalogue catalogue) implements Check {

    @Override
    public String name() {
        return "plugins";
    }

    @Override
    public List<Result> run() {
        Findings findings = new Findings();
        for (PluginProblem problem : catalogue.problems()) {
            findings.fail(problem.toString(), "mend the jar, or take it out of the plugins directory");
        }
        if (catalogue.all().isEmpty()) {
            findings.fail(
                    "there is no plugin", "put jars into the plugins directory, or name another one with --plugins");
        } else {
            findings.ok(catalogue.all().stream()
                    .map(Plugin::toString)
                    .collect(Collectors.joining(", ", catalogue.all().size() + " found: ", "")));
        }
        return findings.list();
    }
}
