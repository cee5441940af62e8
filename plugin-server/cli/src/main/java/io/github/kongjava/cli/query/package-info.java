/**
 * Query documents in files, which Kong reads by {@code cat} instead of asking the command at each start: {@link
 * io.github.kongjava.cli.query.StaticQueries} writes and finds them, {@link io.github.kongjava.cli.query.StaticQueryCheck}
 * compares them with the plugins.
 */
@NullMarked
package io.github.kongjava.cli.query;

import org.jspecify.annotations.NullMarked;
