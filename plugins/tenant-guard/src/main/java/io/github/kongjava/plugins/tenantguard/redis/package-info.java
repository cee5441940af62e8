/** Limits that several gateways count together. */
@NullMarked
package io.github.kongjava.plugins.tenantguard.redis;

import org.jspecify.annotations.NullMarked;
