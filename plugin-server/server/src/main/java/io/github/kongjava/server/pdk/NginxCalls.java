package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.Nginx;
import io.github.kongjava.pdk.NginxStatistics;
import io.github.kongjava.pdk.RequestContext;
import io.github.kongjava.server.protocol.PdkFunction;
import java.time.Instant;
import java.util.Optional;

/** {@code kong.nginx}. */
record NginxCalls(Calls calls) implements Nginx {

    @Override
    public Optional<String> var(String name) {
        PdkFunction function = PdkFunction.NGINX_GET_VAR;
        return calls.optionalText(function, Arguments.text(function, "name", name));
    }

    @Override
    public RequestContext ctx() {
        return new ContextCalls(calls, PdkFunction.NGINX_GET_CTX, PdkFunction.NGINX_SET_CTX);
    }

    @Override
    public Optional<String> tlsVersion() {
        return calls.optionalText(PdkFunction.NGINX_GET_TLS1_VERSION_STR);
    }

    @Override
    public String subsystem() {
        return calls.text(PdkFunction.NGINX_GET_SUBSYSTEM);
    }

    @Override
    public Instant requestStartTime() {
        return Replies.time(calls.number(PdkFunction.NGINX_REQ_START_TIME) * 1000);
    }

    @Override
    public NginxStatistics statistics() {
        PdkFunction function = PdkFunction.NGINX_GET_STATISTICS;
        Fields counts = Fields.of(function, calls.answer(function));
        return new NginxStatistics(
                counts.whole("connections_active"),
                counts.whole("connections_reading"),
                counts.whole("connections_writing"),
                counts.whole("connections_waiting"),
                counts.whole("connections_accepted"),
                counts.whole("connections_handled"),
                counts.whole("total_requests"));
    }
}
