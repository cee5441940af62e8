package io.github.kongjava.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The socket's path: whether a server can listen there, Kong can connect, and nobody else can.
 *
 * @param socket the path
 * @param prefix Kong's prefix, where it is known
 */
public record SocketCheck(Path socket, Optional<Path> prefix) implements Check {

    private static final int LONGEST = 107;
    private static final int STICKY = 01000;
    private static final int WRITABLE_FOR_ALL = 0002;
    private static final int TYPE = 0170000;
    private static final int SOCKET = 0140000;
    private static final String CHOOSE = "choose another path, for instance /run/kong-java/kong-java.sock";

    @Override
    public String name() {
        return "socket";
    }

    @Override
    public List<Result> run() {
        Findings findings = new Findings();
        int length = socket.toString().getBytes(StandardCharsets.UTF_8).length;
        if (!socket.isAbsolute()) {
            findings.fail(socket + " is not absolute, and Kong's working directory is another one", CHOOSE);
        }
        if (length > LONGEST) {
            findings.fail(socket + " has " + length + " bytes; a socket's path holds " + LONGEST, CHOOSE);
        }
        if (prefix.isPresent() && socket.startsWith(prefix.get())) {
            findings.warn(
                    socket + " is in Kong's prefix, where the entrypoint of Kong's image removes sockets at its start",
                    "choose a path outside " + prefix.get() + " if Kong runs from its image");
        }
        try {
            directory(findings);
            file(findings);
        } catch (IOException e) {
            findings.fail(socket + " cannot be looked at: " + e, "run the doctor as the user that Kong runs as");
        }
        return findings.orOk(socket + " can be used");
    }

    private void directory(Findings findings) throws IOException {
        Path directory = socket.toAbsolutePath().normalize().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            findings.fail("the directory of " + socket + " does not exist", "make it, writable for Kong's user alone");
            return;
        }
        for (Path part = directory.toRealPath(); part != null; part = part.getParent()) {
            int mode = mode(part);
            if ((mode & WRITABLE_FOR_ALL) != 0) {
                openToAll(findings, part, (mode & STICKY) != 0);
            }
        }
    }

    /** In a sticky directory nobody removes another's file, but anybody may be there first. */
    private void openToAll(Findings findings, Path directory, boolean sticky) {
        if (!sticky) {
            findings.fail(
                    "everybody may write to " + directory + " and so put another server in the place of " + socket,
                    "chmod o-w " + directory + ", or " + CHOOSE);
        } else if (directory.equals(socket.toAbsolutePath().normalize().getParent())) {
            findings.warn(
                    "everybody may write to " + directory + " and, while no server runs, listen on " + socket,
                    "use a directory that is writable for Kong's user alone, such as /run/kong-java");
        }
    }

    private void file(Findings findings) throws IOException {
        if (!Files.exists(socket, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if ((mode(socket) & TYPE) != SOCKET) {
            findings.fail(socket + " exists and is no socket", "remove it, or choose another path");
            return;
        }
        Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(socket);
        String who = Files.getOwner(socket) + " " + PosixFilePermissions.toString(permissions);
        if (permissions.contains(PosixFilePermission.OTHERS_WRITE)) {
            findings.warn(
                    socket + " (" + who + ") is open to everybody, who may then run plugins as Kong does",
                    "serve with --socket-mode 0600, or 0660 where Kong runs as another user of the same group");
        } else {
            findings.ok(socket + " (" + who + ") is there");
        }
    }

    private static int mode(Path path) throws IOException {
        return (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
    }
}
