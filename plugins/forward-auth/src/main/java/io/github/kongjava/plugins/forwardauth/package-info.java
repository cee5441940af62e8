/** Asks another service whether a request may pass: by a request of its own, or by a query to the Open Policy Agent. */
@NullMarked
package io.github.kongjava.plugins.forwardauth;

import org.jspecify.annotations.NullMarked;
