package io.github.kongjava.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The user as which Kong's workers run, and with them the server that they start.
 *
 * @param name the name
 * @param uid the number
 * @param groups the numbers of the groups
 */
record KongUser(String name, int uid, Set<Integer> groups) {

    /** Reading, writing and entering, as the mode of a file has them. */
    static final int READ = 4;

    static final int WRITE = 2;
    static final int ENTER = 1;

    KongUser {
        groups = Set.copyOf(groups);
    }

    /** A user of the system below a directory; empty if it has none of that name. */
    static Optional<KongUser> find(String name, Path root) throws IOException {
        for (String line : Files.readAllLines(root.resolve("etc/passwd"))) {
            String[] fields = line.split(":", -1);
            if (fields.length > 3 && fields[0].equals(name)) {
                Set<Integer> groups = new HashSet<>(groups(name, root));
                groups.add(Integer.valueOf(fields[3]));
                return Optional.of(new KongUser(name, Integer.parseInt(fields[2]), groups));
            }
        }
        return Optional.empty();
    }

    private static Set<Integer> groups(String name, Path root) throws IOException {
        Set<Integer> groups = new HashSet<>();
        for (String line : Files.readAllLines(root.resolve("etc/group"))) {
            String[] fields = line.split(":", -1);
            if (fields.length > 3 && Arrays.asList(fields[3].split(",", -1)).contains(name)) {
                groups.add(Integer.valueOf(fields[2]));
            }
        }
        return groups;
    }

    /** Whether the mode of a file allows something to the user; lists of access control are not looked at. */
    boolean may(Path file, int what) throws IOException {
        if (uid == 0) {
            return true;
        }
        int mode = attribute(file, "mode");
        int shift = 0;
        if (attribute(file, "uid") == uid) {
            shift = 6;
        } else if (groups.contains(attribute(file, "gid"))) {
            shift = 3;
        }
        return (mode >> shift & what) == what;
    }

    private static int attribute(Path file, String name) throws IOException {
        return (Integer) Files.getAttribute(file, "unix:" + name);
    }

    /** Whether the user may enter a directory and all those above it. */
    boolean mayReach(Path directory) throws IOException {
        for (Path part = directory.toAbsolutePath().normalize(); part != null; part = part.getParent()) {
            if (!may(part, ENTER)) {
                return false;
            }
        }
        return true;
    }
}
