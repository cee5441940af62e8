/**
 * Kong's two external-plugin protocols: the messages common to both, and the codecs, which are pure functions between
 * bytes and messages.
 */
@NullMarked
package io.github.kongjava.server.protocol;

import org.jspecify.annotations.NullMarked;
