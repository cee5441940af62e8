/** What tenants have used, and whether one more request fits. */
@NullMarked
package io.github.kongjava.plugins.tenantguard.limits;

import org.jspecify.annotations.NullMarked;
