/**
 * Kong's side of the plugin protocols over a real socket: {@link io.github.kongjava.testkit.KongWorker} starts instances and
 * raises events as a worker of Kong does.
 */
@NullMarked
package io.github.kongjava.testkit;

import org.jspecify.annotations.NullMarked;
