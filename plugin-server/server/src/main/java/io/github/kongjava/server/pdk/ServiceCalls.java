package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.Service;
import io.github.kongjava.pdk.ServiceRequest;
import io.github.kongjava.pdk.ServiceResponse;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;

/** {@code kong.service}. */
record ServiceCalls(Calls calls) implements Service {

    private static final int MAX_MILLIS = 2_147_483_646;

    @Override
    public ServiceRequest request() {
        return new ServiceRequestCalls(calls);
    }

    @Override
    public ServiceResponse response() {
        return new ServiceResponseCalls(calls);
    }

    @Override
    public boolean setUpstream(String host) {
        PdkFunction function = PdkFunction.SERVICE_SET_UPSTREAM;
        return calls.bool(function, Arguments.text(function, "host", host));
    }

    @Override
    public void setTarget(String host, int port) {
        PdkFunction function = PdkFunction.SERVICE_SET_TARGET;
        Value.Text name = Arguments.printable(function, "host", host);
        if (host.isEmpty()) {
            throw Arguments.illegal(function, "host", "is empty");
        }
        calls.run(function, name, Arguments.within(function, "port", port, 0, 65_535));
    }

    @Override
    public void setRetries(int retries) {
        PdkFunction function = PdkFunction.SERVICE_SET_RETRIES;
        calls.run(function, Arguments.within(function, "retries", retries, 0, 32_767));
    }

    @Override
    public void setTimeouts(int connectMillis, int writeMillis, int readMillis) {
        PdkFunction function = PdkFunction.SERVICE_SET_TIMEOUTS;
        calls.run(
                function,
                Arguments.within(function, "connectMillis", connectMillis, 1, MAX_MILLIS),
                Arguments.within(function, "writeMillis", writeMillis, 1, MAX_MILLIS),
                Arguments.within(function, "readMillis", readMillis, 1, MAX_MILLIS));
    }

    @Override
    public boolean setTlsVerify(boolean on) {
        return calls.bool(PdkFunction.SERVICE_SET_TLS_VERIFY, new Value.Bool(on));
    }

    @Override
    public boolean setTlsVerifyDepth(int depth) {
        PdkFunction function = PdkFunction.SERVICE_SET_TLS_VERIFY_DEPTH;
        return calls.bool(function, Arguments.within(function, "depth", depth, 0, 100));
    }
}
