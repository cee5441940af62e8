/** What a user configures, as Kong's schema and as values. */
@NullMarked
package io.github.kongjava.plugins.responserewrite.config;

import org.jspecify.annotations.NullMarked;
