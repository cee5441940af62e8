package io.github.kongjava.cli;

import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Permissions as chmod writes them in octal. */
final class SocketMode {

    private SocketMode() {}

    static Set<PosixFilePermission> parse(String octal) {
        if (!octal.matches("0?[0-7]{3}")) {
            throw new IllegalArgumentException("--socket-mode must be three octal digits such as 0660, was " + octal);
        }
        StringBuilder letters = new StringBuilder();
        for (char digit : octal.substring(octal.length() - 3).toCharArray()) {
            letters.append((digit & 4) != 0 ? 'r' : '-');
            letters.append((digit & 2) != 0 ? 'w' : '-');
            letters.append((digit & 1) != 0 ? 'x' : '-');
        }
        return PosixFilePermissions.fromString(letters.toString());
    }
}
