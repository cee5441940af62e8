package io.github.kongjava.plugins.responserewrite.body;

import java.util.Optional;

/**
 * A body to send instead of the upstream's.
 *
 * @param bytes as they are sent
 * @param encoded whether they are encoded as the upstream's were
 * @param type the Content-Type, if it is another
 */
public record NewBody(byte[] bytes, boolean encoded, Optional<String> type) {}
