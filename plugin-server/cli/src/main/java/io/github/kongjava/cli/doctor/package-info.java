/**
 * What {@code kong-java doctor} looks at: each {@link io.github.kongjava.cli.doctor.Check} gives {@link
 * io.github.kongjava.cli.doctor.Result}s, with what to do about those that are not well.
 */
@NullMarked
package io.github.kongjava.cli.doctor;

import org.jspecify.annotations.NullMarked;
