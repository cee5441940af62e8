@NullMarked
package io.github.kongjava.testkit;

import org.jspecify.annotations.NullMarked;
