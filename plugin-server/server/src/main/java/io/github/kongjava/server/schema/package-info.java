/**
 * Config records and Kong's schemas: {@link io.github.kongjava.server.schema.Schema} is made from a record class, writes
 * the schema that Kong reads, and makes records from the configurations that Kong sends.
 *
 * <p>Nothing here needs jackson-databind: describing plugins must start fast.
 */
@NullMarked
package io.github.kongjava.server.schema;

import org.jspecify.annotations.NullMarked;
