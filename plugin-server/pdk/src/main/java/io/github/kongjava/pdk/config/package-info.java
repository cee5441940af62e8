/** Annotations for the components of a plugin's config record; each stands for an attribute of Kong's schema. */
@NullMarked
package io.github.kongjava.pdk.config;

import org.jspecify.annotations.NullMarked;
