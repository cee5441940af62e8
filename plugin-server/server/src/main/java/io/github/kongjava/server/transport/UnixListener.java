package io.github.kongjava.server.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import jnr.unixsocket.UnixServerSocketChannel;
import jnr.unixsocket.UnixSocketAddress;
import jnr.unixsocket.UnixSocketChannel;

/**
 * Listens on a Unix socket. The socket is bound to a name of its own and then renamed over the path, so that a server that
 * takes a path over from another leaves no moment at which nobody listens. The path is never unlinked: at the end of this
 * listener it may be its successor's.
 *
 * <p>{@link #accept()} belongs to one thread, {@link #stop()} to any, {@link #close()} to who knows that nobody accepts.
 */
public final class UnixListener implements AutoCloseable {

    /** How many connections may wait to be accepted; the kernel's own limit may be lower. */
    public static final int BACKLOG = 4096;

    private static final int OWNER_ONLY = 0177;

    private final UnixServerSocketChannel channel;
    private final Path path;
    private final Object file;
    private volatile boolean stopped;

    private UnixListener(UnixServerSocketChannel channel, Path path, Object file) {
        this.channel = channel;
        this.path = path;
        this.file = file;
    }

    /**
     * Listens on the path, taking it over if another server has it.
     *
     * @param mode the permissions of the socket file
     * @throws IOException if the path is too long, is no socket, or cannot be bound; the message says which
     */
    public static UnixListener listen(Path given, Set<PosixFilePermission> mode) throws IOException {
        SocketPath target = SocketPath.of(given);
        Path bound = target.free();
        UnixServerSocketChannel channel = UnixServerSocketChannel.open();
        try {
            bind(channel, bound);
            Files.setPosixFilePermissions(bound, mode);
            Object file = fileKey(bound);
            Files.move(bound, target.path(), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            return new UnixListener(channel, target.path(), file);
        } catch (IOException e) {
            channel.close();
            Files.deleteIfExists(bound);
            throw new IOException("cannot listen on " + target.path() + ": " + e.getMessage(), e);
        }
    }

    /** A mask keeps others out between bind and chmod; it is the process's, so it is put back at once. */
    private static void bind(UnixServerSocketChannel channel, Path path) throws IOException {
        int mask = LibC.INSTANCE.umask(OWNER_ONLY);
        try {
            channel.socket().bind(new UnixSocketAddress(path.toFile()), BACKLOG);
        } finally {
            LibC.INSTANCE.umask(mask);
        }
    }

    /** Whether another listener has taken the path over, so that nobody comes here any longer. */
    public boolean isSucceeded() {
        try {
            return !file.equals(fileKey(path));
        } catch (IOException e) {
            return false; // nobody has it: removed, or not to be seen
        }
    }

    private static Object fileKey(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                .fileKey();
    }

    /** The absolute path that clients connect to. */
    public Path path() {
        return path;
    }

    /**
     * Waits for the next connection.
     *
     * @throws IOException if there are no more file descriptors, or the listener was closed
     */
    public Connection accept() throws IOException {
        UnixSocketChannel accepted = channel.accept();
        if (accepted == null) {
            throw new IOException("nothing to accept");
        }
        return new Connection(accepted);
    }

    /** Whether {@link #stop()} was called. */
    public boolean isStopped() {
        return stopped;
    }

    /** Wakes the thread that accepts; the next {@link #accept()} fails. */
    public void stop() {
        stopped = true;
        Descriptors.shutdown(channel.getFD());
    }

    /**
     * Stops listening. No thread may accept any longer: the descriptor's number may be another socket's afterwards.
     */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
