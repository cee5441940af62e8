package io.github.kongjava.server.transport;

import java.nio.ByteBuffer;
import jnr.ffi.LibraryLoader;
import jnr.ffi.annotations.In;
import jnr.ffi.annotations.Out;
import jnr.ffi.types.size_t;
import jnr.ffi.types.ssize_t;

/** The few calls of the C library that jnr-unixsocket does not offer. Public only because jnr makes its class elsewhere. */
public interface LibC {

    /** Linux's flag of {@link #open}. */
    int O_WRONLY = 1;

    /** Linux's flag of {@link #open}. */
    int O_APPEND = 0x400;

    /** Linux's flag of {@link #open} and {@link #pipe2}: not for programs that this process starts. */
    int O_CLOEXEC = 0x80000;

    /** Linux's signal of {@link #kill}, on every architecture but MIPS and Alpha. */
    int SIGUSR1 = 10;

    /** The C library of this process. */
    LibC INSTANCE = LibraryLoader.create(LibC.class).load("c");

    /** {@code recv(2)}. */
    @ssize_t
    long recv(int fd, @Out ByteBuffer buffer, @size_t long length, int flags);

    /** {@code poll(2)}; the buffer holds {@code struct pollfd}s. */
    int poll(@In @Out ByteBuffer descriptors, int count, int timeoutMillis);

    /** {@code pipe(2)}. */
    int pipe(@Out int[] descriptors);

    /** {@code pipe2(2)}, of Linux. */
    int pipe2(@Out int[] descriptors, int flags);

    /** {@code open(2)} of a file that exists. */
    int open(String path, int flags);

    /** {@code dup2(2)}. */
    int dup2(int from, int to);

    /** {@code kill(2)}. */
    int kill(int process, int signal);

    /** {@code umask(2)}. */
    int umask(int mask);
}
