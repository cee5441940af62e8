package io.github.kongjava.server.schema;

import java.util.List;

/**
 * A configuration that cannot be taken. Its message is one line that names each field that is wrong; the values of secret
 * fields are not in it.
 */
public final class ConfigException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final List<String> problems;

    /** With all that is wrong. */
    public ConfigException(List<String> problems) {
        super(Problems.inOneLine(problems), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** Each thing that is wrong, with its field. */
    public List<String> problems() {
        return problems;
    }
}
