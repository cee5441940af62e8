package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.ClientTls;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.Optional;

/** {@code kong.client.tls}. */
record ClientTlsCalls(Calls calls) implements ClientTls {

    @Override
    public boolean requestClientCertificate() {
        return calls.bool(PdkFunction.CLIENT_TLS_REQUEST_CLIENT_CERTIFICATE);
    }

    @Override
    public boolean disableSessionReuse() {
        return calls.bool(PdkFunction.CLIENT_TLS_DISABLE_SESSION_REUSE);
    }

    @Override
    public Optional<String> fullClientCertificateChain() {
        return calls.optionalText(PdkFunction.CLIENT_TLS_GET_FULL_CLIENT_CERTIFICATE_CHAIN);
    }

    @Override
    public void setClientVerify(String result) {
        PdkFunction function = PdkFunction.CLIENT_TLS_SET_CLIENT_VERIFY;
        Value.Text text = Arguments.printable(function, "result", result);
        if (!result.equals("SUCCESS") && !result.equals("NONE") && !result.startsWith("FAILED:")) {
            throw Arguments.illegal(function, "result", "is none of SUCCESS, NONE and FAILED:<reason>");
        }
        calls.run(function, text);
    }
}
