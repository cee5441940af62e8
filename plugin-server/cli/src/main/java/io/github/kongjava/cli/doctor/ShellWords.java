package io.github.kongjava.cli.doctor;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A command as a shell splits it. Quotation marks and backslashes are understood; variables and the like are not.
 *
 * @param command as it is written
 */
public record ShellWords(String command) {

    /** The words. */
    List<String> words() {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean begun = false;
        char quote = 0;
        for (int i = 0; i < command.length(); i++) {
            char c = command.charAt(i);
            if (c == quote) {
                quote = 0;
            } else if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                begun = true;
            } else if (c == '\\' && quote != '\'' && i + 1 < command.length()) {
                word.append(command.charAt(++i));
                begun = true;
            } else if (quote == 0 && (c == ' ' || c == '\t')) {
                if (begun) {
                    words.add(word.toString());
                    word.setLength(0);
                }
                begun = false;
            } else {
                word.append(c);
                begun = true;
            }
        }
        if (begun) {
            words.add(word.toString());
        }
        return words;
    }

    /** What follows an option, either as the next word or after an equals sign. */
    public Optional<String> option(String name) {
        List<String> words = words();
        for (int i = 0; i < words.size(); i++) {
            if (words.get(i).equals(name) && i + 1 < words.size()) {
                return Optional.of(words.get(i + 1));
            }
            if (words.get(i).startsWith(name + "=")) {
                return Optional.of(words.get(i).substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    /** Whether it is the launcher of this project with that command. */
    boolean runs(String verb) {
        List<String> words = words();
        int program = !words.isEmpty() && words.get(0).equals("exec") ? 1 : 0;
        return words.size() > program + 1
                && words.get(program).matches("(.*/)?kong-java")
                && words.subList(program + 1, words.size()).contains(verb);
    }

    /** The program. */
    Optional<String> program() {
        List<String> words = words();
        return words.stream().filter(word -> !word.equals("exec")).findFirst();
    }
}
