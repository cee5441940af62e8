@NullMarked
package io.github.kongjava.testkit.simulation;

import org.jspecify.annotations.NullMarked;
