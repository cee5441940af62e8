/**
 * Every function of the PDK once, each with the phases and the protocol that its documentation names: a plugin that calls them
 * as a request asks for, and one that tells what came of it.
 */
@NullMarked
package io.github.kongjava.e2e.probes.pdk;

import org.jspecify.annotations.NullMarked;
