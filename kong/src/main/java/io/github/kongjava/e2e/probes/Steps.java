package io.github.kongjava.e2e.probes;

import io.github.kongjava.pdk.AccessPhase;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.LogPhase;
import io.github.kongjava.pdk.ResponsePhase;
import io.github.kongjava.pdk.RewritePhase;

/** Leaves its name in every phase of a request: with the upstream, with the client, in the log. */
abstract class Steps implements RewritePhase, AccessPhase, ResponsePhase, LogPhase {

    private final String name;

    Steps(String name) {
        this.name = name;
    }

    @Override
    public void rewrite(Kong kong) {
        kong.service().request().addHeader("x-steps", name + " rewrite");
    }

    @Override
    public void access(Kong kong) {
        kong.service().request().addHeader("x-steps", name + " access");
    }

    @Override
    public void response(Kong kong) {
        kong.response().addHeader("x-steps", name + " response");
    }

    @Override
    public void log(Kong kong) {
        kong.log()
                .notice(name + " log of request "
                        + kong.request().header("x-id").orElse("without id"));
    }
}
