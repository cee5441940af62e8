/** The plugin {@code tenant-guard}: whose request it is, and what that tenant may use. */
@NullMarked
package io.github.kongjava.plugins.tenantguard;

import org.jspecify.annotations.NullMarked;
