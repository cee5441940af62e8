package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.Consumer;
import io.github.kongjava.pdk.Credential;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.RequestContext;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Calls the Java method that stands for a recorded call, with the recorded arguments. */
final class JavaCalls {

    /** The recorded arguments have no form in Java. */
    static final class NoSuchCall extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private final Kong kong;
    private final List<Value> arguments;

    JavaCalls(PdkChannel channel, List<Value> arguments) {
        this.kong = KongCalls.over(channel);
        this.arguments = arguments;
    }

    /** The method's result; null if it has none. */
    @Nullable
    Object call(PdkFunction function) {
        String path = function.path();
        if (path.startsWith("kong.log.")) {
            return log(path);
        }
        if (path.startsWith("kong.service.")) {
            return path.startsWith("kong.service.request.") ? serviceRequest(path) : service(path);
        }
        if (path.startsWith("kong.request.")) {
            return request(path);
        }
        return path.startsWith("kong.response.") ? response(path) : other(path);
    }

    private @Nullable Object log(String path) {
        switch (path) {
            case "kong.log.emerg" -> kong.log().emerg(objects());
            case "kong.log.alert" -> kong.log().alert(objects());
            case "kong.log.crit" -> kong.log().crit(objects());
            case "kong.log.err" -> kong.log().err(objects());
            case "kong.log.warn" -> kong.log().warn(objects());
            case "kong.log.notice" -> kong.log().notice(objects());
            case "kong.log.info" -> kong.log().info(objects());
            case "kong.log.debug" -> kong.log().debug(objects());
            case "kong.log.inspect" -> kong.log().inspect(objects());
            case "kong.log.deprecation" -> kong.log().deprecation(text(0));
            case "kong.log.set_serialize_value" -> {
                if (object(1) == null) {
                    kong.log().clearSerializeValue(text(0));
                } else {
                    kong.log().setSerializeValue(text(0), given(1));
                }
            }
            default -> {
                return kong.log().serialize();
            }
        }
        return null;
    }

    private Object request(String path) {
        return switch (path) {
            case "kong.request.get_scheme" -> kong.request().scheme();
            case "kong.request.get_host" -> kong.request().host();
            case "kong.request.get_port" -> kong.request().port();
            case "kong.request.get_forwarded_scheme" -> kong.request().forwardedScheme();
            case "kong.request.get_forwarded_host" -> kong.request().forwardedHost();
            case "kong.request.get_forwarded_port" -> kong.request().forwardedPort();
            case "kong.request.get_forwarded_path" -> kong.request().forwardedPath();
            case "kong.request.get_forwarded_prefix" -> kong.request().forwardedPrefix();
            case "kong.request.get_http_version" -> kong.request().httpVersion();
            case "kong.request.get_method" -> kong.request().method();
            case "kong.request.get_path" -> kong.request().path();
            case "kong.request.get_raw_path" -> kong.request().rawPath();
            case "kong.request.get_path_with_query" -> kong.request().pathWithQuery();
            case "kong.request.get_raw_query" -> kong.request().rawQuery();
            case "kong.request.get_query_arg" -> kong.request().queryArg(text(0));
            case "kong.request.get_query" -> kong.request().query(number(0));
            case "kong.request.get_header" -> kong.request().header(text(0));
            case "kong.request.get_headers" -> kong.request().headers(number(0));
            case "kong.request.get_raw_body" -> Value.string(kong.request().rawBody());
            case "kong.request.get_uri_captures" -> kong.request().uriCaptures();
            case "kong.request.get_start_time" -> kong.request().startTime();
            case "kong.request.get_body" -> kong.request().body(text(0), number(1), number(2));
            default -> throw new NoSuchCall();
        };
    }

    private @Nullable Object response(String path) {
        switch (path) {
            case "kong.response.set_status" -> kong.response().setStatus(number(0));
            case "kong.response.set_header" -> {
                if (object(1) instanceof List<?> list) {
                    kong.response().setHeader(text(0), texts(list));
                } else {
                    kong.response().setHeader(text(0), String.valueOf(given(1)));
                }
            }
            case "kong.response.add_header" -> kong.response().addHeader(text(0), text(1));
            case "kong.response.clear_header" -> kong.response().clearHeader(text(0));
            case "kong.response.set_headers" -> kong.response().setHeaders(map(0));
            case "kong.response.exit" -> throw kong.response().exit(number(0), bytes(1), map(2));
            case "kong.response.error" -> {
                if (arguments.size() == 1) {
                    throw kong.response().error(number(0));
                }
                throw kong.response().error(number(0), text(1), map(2));
            }
            default -> {
                return responseValue(path);
            }
        }
        return null;
    }

    private Object responseValue(String path) {
        return switch (path) {
            case "kong.response.get_status" -> kong.response().status();
            case "kong.response.get_header" -> kong.response().header(text(0));
            case "kong.response.get_headers" -> kong.response().headers(number(0));
            case "kong.response.get_source" -> kong.response().source();
            default -> throw new NoSuchCall();
        };
    }

    private @Nullable Object service(String path) {
        switch (path) {
            case "kong.service.set_target" -> kong.service().setTarget(text(0), number(1));
            case "kong.service.set_retries" -> kong.service().setRetries(number(0));
            case "kong.service.set_timeouts" -> kong.service().setTimeouts(number(0), number(1), number(2));
            default -> {
                return serviceValue(path);
            }
        }
        return null;
    }

    private Object serviceValue(String path) {
        return switch (path) {
            case "kong.service.set_upstream" -> kong.service().setUpstream(text(0));
            case "kong.service.set_tls_verify" -> kong.service().setTlsVerify(flag(0));
            case "kong.service.set_tls_verify_depth" -> kong.service().setTlsVerifyDepth(number(0));
            case "kong.service.response.get_status" -> kong.service().response().status();
            case "kong.service.response.get_header" -> kong.service().response().header(text(0));
            case "kong.service.response.get_headers" ->
                kong.service().response().headers(number(0));
            case "kong.service.response.get_raw_body" ->
                kong.service().response().bodyText();
            case "kong.service.response.get_body" ->
                arguments.isEmpty()
                        ? kong.service().response().body()
                        : kong.service().response().body(text(0), number(1));
            default -> throw new NoSuchCall();
        };
    }

    private @Nullable Object serviceRequest(String path) {
        var request = kong.service().request();
        switch (path) {
            case "kong.service.request.set_scheme" -> request.setScheme(text(0));
            case "kong.service.request.set_path" -> request.setPath(text(0));
            case "kong.service.request.set_raw_query" -> request.setRawQuery(text(0));
            case "kong.service.request.set_method" -> request.setMethod(text(0));
            case "kong.service.request.set_query" -> request.setQuery(map(0));
            case "kong.service.request.set_header" -> {
                if (object(1) instanceof List<?> list) {
                    request.setHeader(text(0), texts(list));
                } else {
                    request.setHeader(text(0), text(1));
                }
            }
            case "kong.service.request.add_header" -> request.addHeader(text(0), text(1));
            case "kong.service.request.clear_header" -> request.clearHeader(text(0));
            case "kong.service.request.set_headers" -> request.setHeaders(map(0));
            case "kong.service.request.set_raw_body" -> request.setRawBody(bytes(0));
            case "kong.service.request.set_body" -> {
                request.setBody(map(0), text(1));
                return true;
            }
            case "kong.service.request.clear_query_arg" -> request.clearQueryArg(text(0));
            case "kong.service.request.enable_buffering" -> request.enableBuffering();
            default -> throw new NoSuchCall();
        }
        return null;
    }

    private @Nullable Object other(String path) {
        return switch (path) {
            case "kong.client.get_ip" -> kong.client().ip();
            case "kong.client.get_forwarded_ip" -> kong.client().forwardedIp();
            case "kong.client.get_port" -> kong.client().port();
            case "kong.client.get_forwarded_port" -> kong.client().forwardedPort();
            case "kong.client.get_credential" -> kong.client().credential();
            case "kong.client.get_consumer" -> kong.client().consumer();
            case "kong.client.get_protocol" -> kong.client().protocol(flag(0));
            case "kong.client.load_consumer" ->
                flag(1)
                        ? kong.client().loadConsumerByUsername(text(0))
                        : kong.client().loadConsumer(text(0));
            case "kong.client.authenticate" -> authenticate();
            case "kong.client.tls.request_client_certificate" ->
                kong.client().tls().requestClientCertificate();
            case "kong.client.tls.disable_session_reuse" -> kong.client().tls().disableSessionReuse();
            case "kong.client.tls.get_full_client_certificate_chain" ->
                kong.client().tls().fullClientCertificateChain();
            case "kong.client.tls.set_client_verify" -> {
                kong.client().tls().setClientVerify(text(0));
                yield null;
            }
            case "kong.router.get_route" -> kong.router().route();
            case "kong.router.get_service" -> kong.router().service();
            case "kong.ip.is_trusted" -> kong.ip().isTrusted(text(0));
            default -> environment(path);
        };
    }

    private @Nullable Object environment(String path) {
        return switch (path) {
            case "kong.ctx.shared.set" -> set(kong.ctx().shared());
            case "kong.ctx.shared.get" -> kong.ctx().shared().get(text(0));
            case "kong.nginx.set_ctx" -> set(kong.nginx().ctx());
            case "kong.nginx.get_ctx" -> kong.nginx().ctx().get(text(0));
            case "kong.nginx.get_var" -> kong.nginx().var(text(0));
            case "kong.nginx.get_tls1_version_str" -> kong.nginx().tlsVersion();
            case "kong.nginx.get_subsystem" -> kong.nginx().subsystem();
            case "kong.nginx.req_start_time" -> kong.nginx().requestStartTime();
            case "kong.nginx.get_statistics" -> kong.nginx().statistics();
            case "kong.node.get_id" -> kong.node().id();
            case "kong.node.get_memory_stats" -> kong.node().memoryStats();
            case "kong.node.get_hostname" -> kong.node().hostname();
            case "kong.cluster.get_id" -> kong.cluster().id();
            case "kong.plugin.get_id" -> kong.plugin().id();
            case "kong.vault.get" -> kong.vault().get(text(0));
            case "kong.vault.is_reference" -> kong.vault().isReference(text(0));
            case "kong.vault.parse_reference" -> kong.vault().parseReference(text(0));
            case "kong.vault.update" -> kong.vault().update(map(0));
            case "kong.telemetry.log" -> kong.telemetry().log(text(0), map(1), text(2), text(3), map(4));
            default -> throw new NoSuchCall();
        };
    }

    private @Nullable Object set(RequestContext context) {
        if (object(1) == null) {
            context.remove(text(0));
        } else {
            context.set(text(0), given(1));
        }
        return null;
    }

    private @Nullable Object authenticate() {
        Map<String, ?> consumer = map(0);
        Map<String, ?> credential = map(1);
        kong.client()
                .authenticate(
                        consumer.isEmpty() ? null : consumer(consumer),
                        credential.isEmpty()
                                ? null
                                : new Credential(
                                        String.valueOf(credential.get("id")), optional(credential, "consumer_id")));
        return null;
    }

    private static Consumer consumer(Map<String, ?> fields) {
        Optional<Instant> created =
                Optional.ofNullable((Long) fields.get("created_at")).map(Instant::ofEpochSecond);
        List<String> tags = fields.get("tags") instanceof List<?> list ? texts(list) : List.of();
        return new Consumer(
                String.valueOf(fields.get("id")),
                optional(fields, "username"),
                optional(fields, "custom_id"),
                created,
                tags);
    }

    private static Optional<String> optional(Map<String, ?> fields, String name) {
        return Optional.ofNullable((String) fields.get(name));
    }

    private Value argument(int index) {
        return index < arguments.size() ? arguments.get(index) : Value.NIL;
    }

    private String text(int index) {
        if (argument(index) instanceof Value.Text text && text.string().equals(utf8(text))) {
            return text.string();
        }
        throw new NoSuchCall();
    }

    private static String utf8(Value.Text text) {
        return new String(text.bytes(), java.nio.charset.StandardCharsets.UTF_8);
    }

    private byte[] bytes(int index) {
        return argument(index) instanceof Value.Text text ? text.bytes() : new byte[0];
    }

    private int number(int index) {
        if (argument(index) instanceof Value.Whole whole) {
            return (int) whole.value();
        }
        throw new NoSuchCall();
    }

    private boolean flag(int index) {
        if (argument(index) instanceof Value.Bool bool) {
            return bool.value();
        }
        throw new NoSuchCall();
    }

    private Map<String, ?> map(int index) {
        return object(index) instanceof Map<?, ?> map ? texts(map) : Map.of();
    }

    @SuppressWarnings("unchecked") // tables have texts as keys
    private static Map<String, ?> texts(Map<?, ?> map) {
        return (Map<String, ?>) map;
    }

    private static List<String> texts(List<?> list) {
        return list.stream().map(String::valueOf).toList();
    }

    private @Nullable Object object(int index) {
        return object(argument(index));
    }

    private Object given(int index) {
        Object given = object(index);
        if (given == null) {
            throw new NoSuchCall();
        }
        return given;
    }

    private Object[] objects() {
        return arguments.stream().map(JavaCalls::object).toArray();
    }

    /** As a plugin would write it: text that is not UTF-8 is bytes. */
    private static @Nullable Object object(Value value) {
        if (value instanceof Value.Text text && !text.string().equals(utf8(text))) {
            return text.bytes();
        }
        if (value instanceof Value.Table table && table.entries().isEmpty()) {
            return Map.of();
        }
        return JavaValues.of(value);
    }
}
