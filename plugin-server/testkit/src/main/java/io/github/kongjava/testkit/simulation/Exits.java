package io.github.kongjava.testkit.simulation;

import io.github.kongjava.server.protocol.Value;

/** {@code kong.response.exit}, {@code error}, and Kong's own answers. */
final class Exits {

    private static final String JSON = "application/json; charset=utf-8";

    private Exits() {}

    static Value exit(Call call) {
        int status = call.arguments().whole(0, 100, 599, "code");
        Value body = call.arguments().at(1);
        Exchange exchange = call.exchange();
        Value.Table headers = headers(call, 2);
        clearBodyHeaders(exchange);
        if (body instanceof Value.Table || body instanceof Value.Seq) {
            exchange.responseHeaders.set("Content-Type", JSON);
        }
        ResponseFunctions.setHeaders(exchange, headers);
        finish(exchange, status, bytes(body));
        throw new ExitSignal();
    }

    static Value error(Call call) {
        int status = call.arguments().whole(0, 400, 599, "code");
        Value body = call.arguments().at(1);
        Exchange exchange = call.exchange();
        String message = body instanceof Value.Nil ? ErrorDocument.message(status) : ByteText.of(bytes(body));
        Value.Table headers = headers(call, 2);
        clearBodyHeaders(exchange);
        ResponseFunctions.setHeaders(exchange, headers);
        document(exchange, status, message);
        throw new ExitSignal();
    }

    /** Kong answers by itself, with an error document. */
    static void own(Exchange exchange, int status, String message, Source source) {
        clearBodyHeaders(exchange);
        document(exchange, status, message);
        exchange.source = source;
    }

    private static void document(Exchange exchange, int status, String message) {
        exchange.responseHeaders.set("Content-Type", JSON);
        finish(exchange, status, ErrorDocument.json(message, exchange.requestId));
    }

    private static void finish(Exchange exchange, int status, byte[] body) {
        exchange.status = status;
        exchange.responseBody = body;
        exchange.source = Source.EXIT;
        if (exchange.responseHeaders.all("content-length").isEmpty() && status != 204 && status != 304) {
            exchange.responseHeaders.set("Content-Length", Integer.toString(body.length));
        }
    }

    private static void clearBodyHeaders(Exchange exchange) {
        exchange.responseHeaders.clear("Content-Length");
        exchange.responseHeaders.clear("Content-Encoding");
        exchange.responseHeaders.clear("Transfer-Encoding");
    }

    private static Value.Table headers(Call call, int index) {
        return call.arguments().absent(index)
                ? new Value.Table(java.util.Map.of())
                : call.arguments().table(index, "headers");
    }

    private static byte[] bytes(Value body) {
        if (body instanceof Value.Nil) {
            return new byte[0];
        }
        if (body instanceof Value.Table || body instanceof Value.Seq) {
            return Bodies.toJson(body);
        }
        return ByteText.bytes(Arguments.tostring(body));
    }
}
