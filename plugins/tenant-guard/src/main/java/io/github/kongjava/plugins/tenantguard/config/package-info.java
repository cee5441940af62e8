/** Settings of tenant-guard. */
@NullMarked
package io.github.kongjava.plugins.tenantguard.config;

import org.jspecify.annotations.NullMarked;
