package io.github.kongjava.server.transport;

/**
 * The process at the other end of a connection, as the kernel knows it since the connection was made.
 *
 * @param pid its process id
 * @param uid its user
 */
public record Peer(long pid, long uid) {}
