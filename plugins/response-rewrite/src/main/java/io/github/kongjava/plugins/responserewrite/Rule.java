package io.github.kongjava.plugins.responserewrite;

import io.github.kongjava.plugins.responserewrite.body.BodyRule;
import java.util.Optional;

/**
 * A rule. Immutable, thread safe.
 *
 * @param when when it applies
 * @param status the status for the client
 * @param headers what it does with headers
 * @param body what it does with bodies
 */
record Rule(Conditions when, Optional<Integer> status, HeaderEdits headers, BodyRule body) {}
