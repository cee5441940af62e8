package io.github.kongjava.server.transport;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.concurrent.ThreadLocalRandom;

/** The path of a Unix socket, checked. */
final class SocketPath {

    /** {@code sun_path} holds 108 bytes, the last of which is a zero. */
    static final int MAX_BYTES = 107;

    private static final int FILE_TYPE_MASK = 0xF000;
    private static final int FILE_TYPE_SOCKET = 0xC000;
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";

    private final Path path;

    private SocketPath(Path path) {
        this.path = path;
    }

    static SocketPath of(Path given) throws IOException {
        Path path = given.toAbsolutePath().normalize();
        int length = path.toString().getBytes(StandardCharsets.UTF_8).length;
        if (length > MAX_BYTES) {
            throw new IOException("the socket path " + path + " has " + length + " bytes; a Unix socket's path holds "
                    + MAX_BYTES + " at most, so choose a shorter one");
        }
        Path folder = path.getParent();
        if (folder == null || path.getFileName() == null || !Files.isDirectory(folder)) {
            throw new IOException("the folder of the socket path " + path + " does not exist");
        }
        if (Files.exists(path, LinkOption.NOFOLLOW_LINKS) && !isSocket(path)) {
            throw new IOException(path + " exists and is no socket; remove it or choose another socket path");
        }
        return new SocketPath(path);
    }

    private static boolean isSocket(Path path) throws IOException {
        int mode = (Integer) Files.getAttribute(path, "unix:mode", LinkOption.NOFOLLOW_LINKS);
        return (mode & FILE_TYPE_MASK) == FILE_TYPE_SOCKET;
    }

    Path path() {
        return path;
    }

    /** A free name in the same folder, no longer than the path itself. */
    Path free() {
        Path fileName = path.getFileName();
        int length = Math.min(fileName == null ? 1 : fileName.toString().length(), 12);
        Path candidate;
        do {
            StringBuilder name = new StringBuilder(length);
            for (int i = 0; i < length; i++) {
                name.append(LETTERS.charAt(ThreadLocalRandom.current().nextInt(LETTERS.length())));
            }
            candidate = path.resolveSibling(name.toString());
        } while (Files.exists(candidate, LinkOption.NOFOLLOW_LINKS));
        return candidate;
    }
}
