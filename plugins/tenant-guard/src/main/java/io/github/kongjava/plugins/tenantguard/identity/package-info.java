/** Finding out whose request it is. */
@NullMarked
package io.github.kongjava.plugins.tenantguard.identity;

import org.jspecify.annotations.NullMarked;
