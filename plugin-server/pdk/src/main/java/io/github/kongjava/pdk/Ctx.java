package io.github.kongjava.pdk;

/** Values that live as long as the request: {@code kong.ctx}. */
public interface Ctx {

    /** {@code kong.ctx.shared}: values that all plugins of the request see, those in Lua too. Phases: any. */
    RequestContext shared();
}
