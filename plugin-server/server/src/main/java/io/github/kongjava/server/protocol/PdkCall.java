package io.github.kongjava.server.protocol;

import java.util.List;

/**
 * A call of a PDK function.
 *
 * @param function what is called
 * @param arguments in Lua's order; trailing nils may be left out
 */
public record PdkCall(PdkFunction function, List<Value> arguments) {}
