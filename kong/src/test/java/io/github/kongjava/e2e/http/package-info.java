/** HTTP/1.1 byte by byte: the suite's client, and the upstream that shows what reached it. */
@NullMarked
package io.github.kongjava.e2e.http;

import org.jspecify.annotations.NullMarked;
