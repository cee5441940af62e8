package io.github.kongjava.e2e.probes.pdk;

import static io.github.kongjava.pdk.Phase.RESPONSE;

import io.github.kongjava.pdk.ServiceResponse;
import java.util.Set;
import java.util.function.Function;

/** {@code kong.service.response}. */
final class ServiceResponseUses {

    private ServiceResponseUses() {}

    static void add(PdkUses uses) {
        uses.in(Set.of(RESPONSE));
        reads(uses, "status()", ServiceResponse::status);
        reads(uses, "header(String)", response -> response.header("x-upstream"));
        reads(uses, "headerBytes(String)", response -> response.headerBytes("x-upstream"));
        reads(uses, "headers()", response -> response.headers().first("x-upstream"));
        reads(uses, "headers(int)", response -> response.headers(1000).first("content-type"));
        reads(uses, "rawBody()", ServiceResponse::rawBody);
        reads(uses, "bodyText()", ServiceResponse::bodyText);
        uses.inMsgPack(Set.of(RESPONSE));
        reads(uses, "body()", ServiceResponse::body);
        reads(uses, "body(String,int)", response -> response.body("application/json", 10));
    }

    private static void reads(PdkUses uses, String function, Function<ServiceResponse, Object> call) {
        uses.reads(
                "service.response." + function,
                kong -> call.apply(kong.service().response()));
    }
}
