/**
 * What the bundled plugins share: hygiene of headers, answers to clients, bounded requests to other services. Goes into each
 * plugin's own directory of the distribution.
 */
@NullMarked
package io.github.kongjava.plugins.support;

import org.jspecify.annotations.NullMarked;
