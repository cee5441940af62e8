package io.github.kongjava.plugins.responserewrite.body;

import io.github.kongjava.pdk.Headers;

/**
 * What the upstream sent.
 *
 * @param status its status
 * @param headers its headers
 * @param bytes its body
 */
public record SentBody(int status, Headers headers, byte[] bytes) {}
