package io.github.kongjava.cli.doctor;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What Kong is told of one plugin server.
 *
 * @param name as it is in pluginserver_names
 * @param key what the keys of its settings begin with
 * @param socket where Kong connects
 * @param start the command that Kong starts it by, if any
 * @param query the command that Kong asks it by, if any
 */
public record PluginServerSetting(
        String name, String key, Path socket, Optional<ShellWords> start, Optional<ShellWords> query) {}
