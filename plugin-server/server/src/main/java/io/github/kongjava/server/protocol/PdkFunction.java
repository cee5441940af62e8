package io.github.kongjava.server.protocol;

import io.github.kongjava.pdk.Phase;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The functions of Kong's PDK that a plugin server can call, with the types of their ProtoBuf messages and the phases in
 * which Kong answers them. A call in any other phase throws in Kong, which then tells the server nothing more: it must not
 * be sent.
 */
public enum PdkFunction {
    CLIENT_GET_IP("kong.client.get_ip", Argument.EMPTY, Reply.STRING, Phases.CONNECTION),
    CLIENT_GET_FORWARDED_IP("kong.client.get_forwarded_ip", Argument.EMPTY, Reply.STRING, Phases.CONNECTION),
    CLIENT_GET_PORT("kong.client.get_port", Argument.EMPTY, Reply.INT, Phases.CONNECTION),
    CLIENT_GET_FORWARDED_PORT("kong.client.get_forwarded_port", Argument.EMPTY, Reply.INT, Phases.CONNECTION),
    CLIENT_GET_CREDENTIAL("kong.client.get_credential", Argument.EMPTY, Reply.CREDENTIAL, Phases.AUTHENTICATED),
    CLIENT_LOAD_CONSUMER("kong.client.load_consumer", Argument.CONSUMER_SPEC, Reply.CONSUMER, Phases.AUTHENTICATED),
    CLIENT_GET_CONSUMER("kong.client.get_consumer", Argument.EMPTY, Reply.CONSUMER, Phases.AUTHENTICATED),
    CLIENT_AUTHENTICATE("kong.client.authenticate", Argument.AUTHENTICATE, Reply.EMPTY, Phases.ACCESS_ONLY),
    CLIENT_GET_PROTOCOL("kong.client.get_protocol", Argument.BOOL, Reply.STRING, Phases.UPSTREAM_KNOWN),
    CTX_SHARED_SET("kong.ctx.shared.set", Argument.KV, Reply.EMPTY, Phases.ANY),
    CTX_SHARED_GET("kong.ctx.shared.get", Argument.STRING, Reply.VALUE, Phases.ANY),
    IP_IS_TRUSTED("kong.ip.is_trusted", Argument.STRING, Reply.BOOL, Phases.ANY),
    LOG_ALERT("kong.log.alert", Argument.LIST, Reply.EMPTY, Phases.ANY),
    LOG_CRIT("kong.log.crit", Argument.LIST, Reply.EMPTY, Phases.ANY),
    LOG_ERR("kong.log.err", Argument.LIST, Reply.EMPTY, Phases.ANY),
    LOG_WARN("kong.log.warn", Argument.LIST, Reply.EMPTY, Phases.ANY),
    LOG_NOTICE("kong.log.notice", Argument.LIST, Reply.EMPTY, Phases.ANY),
    LOG_INFO("kong.log.info", Argument.LIST, Reply.EMPTY, Phases.ANY),
    LOG_DEBUG("kong.log.debug", Argument.LIST, Reply.EMPTY, Phases.ANY),
    LOG_SET_SERIALIZE_VALUE("kong.log.set_serialize_value", Argument.KV, Reply.EMPTY, Phases.HTTP),
    LOG_SERIALIZE("kong.log.serialize", Argument.EMPTY, Reply.STRING, Phases.LOG_ONLY),
    NGINX_GET_VAR("kong.nginx.get_var", Argument.STRING, Reply.STRING, Phases.CONNECTION),
    NGINX_SET_CTX("kong.nginx.set_ctx", Argument.KV, Reply.EMPTY, Phases.ANY),
    NGINX_GET_CTX("kong.nginx.get_ctx", Argument.STRING, Reply.VALUE, Phases.ANY),
    NGINX_GET_TLS1_VERSION_STR("kong.nginx.get_tls1_version_str", Argument.EMPTY, Reply.STRING, Phases.ANY),
    NGINX_GET_SUBSYSTEM("kong.nginx.get_subsystem", Argument.EMPTY, Reply.STRING, Phases.ANY),
    NGINX_REQ_START_TIME("kong.nginx.req_start_time", Argument.EMPTY, Reply.NUMBER, Phases.ANY),
    NODE_GET_ID("kong.node.get_id", Argument.EMPTY, Reply.STRING, Phases.ANY),
    NODE_GET_MEMORY_STATS("kong.node.get_memory_stats", Argument.EMPTY, Reply.MEMORY_STATS, Phases.ANY),
    REQUEST_GET_SCHEME("kong.request.get_scheme", Argument.EMPTY, Reply.STRING, Phases.REQUEST),
    REQUEST_GET_HOST("kong.request.get_host", Argument.EMPTY, Reply.STRING, Phases.REQUEST),
    REQUEST_GET_FORWARDED_SCHEME("kong.request.get_forwarded_scheme", Argument.EMPTY, Reply.STRING, Phases.REQUEST),
    REQUEST_GET_FORWARDED_HOST("kong.request.get_forwarded_host", Argument.EMPTY, Reply.STRING, Phases.REQUEST),
    REQUEST_GET_METHOD("kong.request.get_method", Argument.EMPTY, Reply.STRING, Phases.REQUEST),
    REQUEST_GET_PATH("kong.request.get_path", Argument.EMPTY, Reply.STRING, Phases.REQUEST),
    REQUEST_GET_PATH_WITH_QUERY("kong.request.get_path_with_query", Argument.EMPTY, Reply.STRING, Phases.REQUEST),
    REQUEST_GET_RAW_QUERY("kong.request.get_raw_query", Argument.EMPTY, Reply.STRING, Phases.REQUEST),
    REQUEST_GET_PORT("kong.request.get_port", Argument.EMPTY, Reply.INT, Phases.CONNECTION),
    REQUEST_GET_FORWARDED_PORT("kong.request.get_forwarded_port", Argument.EMPTY, Reply.INT, Phases.REQUEST),
    REQUEST_GET_HTTP_VERSION("kong.request.get_http_version", Argument.EMPTY, Reply.NUMBER, Phases.REQUEST),
    REQUEST_GET_QUERY_ARG("kong.request.get_query_arg", Argument.STRING, Reply.STRING, Phases.REQUEST),
    REQUEST_GET_HEADER("kong.request.get_header", Argument.STRING, Reply.STRING, Phases.HTTP),
    REQUEST_GET_QUERY("kong.request.get_query", Argument.INT, Reply.STRUCT, Phases.REQUEST),
    REQUEST_GET_HEADERS("kong.request.get_headers", Argument.INT, Reply.STRUCT, Phases.HTTP),
    REQUEST_GET_RAW_BODY("kong.request.get_raw_body", Argument.EMPTY, Reply.RAW_BODY, Phases.REQUEST),
    REQUEST_GET_URI_CAPTURES("kong.request.get_uri_captures", Argument.EMPTY, Reply.URI_CAPTURES, Phases.HTTP),
    RESPONSE_GET_STATUS("kong.response.get_status", Argument.EMPTY, Reply.INT, Phases.RESPONSE_KNOWN),
    RESPONSE_GET_HEADER("kong.response.get_header", Argument.STRING, Reply.STRING, Phases.RESPONSE_KNOWN),
    RESPONSE_GET_HEADERS("kong.response.get_headers", Argument.INT, Reply.STRUCT, Phases.RESPONSE_KNOWN),
    RESPONSE_GET_SOURCE("kong.response.get_source", Argument.EMPTY, Reply.STRING, Phases.RESPONSE_KNOWN),
    RESPONSE_SET_STATUS("kong.response.set_status", Argument.INT, Reply.EMPTY, Phases.REQUEST),
    RESPONSE_SET_HEADER("kong.response.set_header", Argument.KV, Reply.EMPTY, Phases.REQUEST),
    RESPONSE_ADD_HEADER("kong.response.add_header", Argument.KV, Reply.EMPTY, Phases.REQUEST),
    RESPONSE_CLEAR_HEADER("kong.response.clear_header", Argument.STRING, Reply.EMPTY, Phases.REQUEST),
    RESPONSE_SET_HEADERS("kong.response.set_headers", Argument.STRUCT, Reply.EMPTY, Phases.REQUEST),
    RESPONSE_EXIT("kong.response.exit", Argument.EXIT, Reply.EMPTY, Phases.EXIT),
    ROUTER_GET_ROUTE("kong.router.get_route", Argument.EMPTY, Reply.ROUTE, Phases.AUTHENTICATED),
    ROUTER_GET_SERVICE("kong.router.get_service", Argument.EMPTY, Reply.SERVICE, Phases.AUTHENTICATED),
    SERVICE_SET_UPSTREAM("kong.service.set_upstream", Argument.STRING, Reply.BOOL, Phases.ACCESS_ONLY),
    SERVICE_SET_TARGET("kong.service.set_target", Argument.TARGET, Reply.EMPTY, Phases.BALANCED),
    SERVICE_REQUEST_SET_SCHEME(
            "kong.service.request.set_scheme", Argument.STRING, Reply.EMPTY, Phases.UPSTREAM_REQUEST),
    SERVICE_REQUEST_SET_PATH("kong.service.request.set_path", Argument.STRING, Reply.EMPTY, Phases.UPSTREAM_REQUEST),
    SERVICE_REQUEST_SET_RAW_QUERY(
            "kong.service.request.set_raw_query", Argument.STRING, Reply.EMPTY, Phases.UPSTREAM_REQUEST),
    SERVICE_REQUEST_SET_METHOD(
            "kong.service.request.set_method", Argument.STRING, Reply.EMPTY, Phases.UPSTREAM_REQUEST),
    SERVICE_REQUEST_CLEAR_HEADER(
            "kong.service.request.clear_header", Argument.STRING, Reply.EMPTY, Phases.UPSTREAM_REQUEST),
    SERVICE_REQUEST_SET_QUERY("kong.service.request.set_query", Argument.STRUCT, Reply.EMPTY, Phases.UPSTREAM_REQUEST),
    SERVICE_REQUEST_SET_HEADERS(
            "kong.service.request.set_headers", Argument.STRUCT, Reply.EMPTY, Phases.UPSTREAM_REQUEST),
    SERVICE_REQUEST_SET_HEADER("kong.service.request.set_header", Argument.KV, Reply.EMPTY, Phases.UPSTREAM_REQUEST),
    SERVICE_REQUEST_ADD_HEADER("kong.service.request.add_header", Argument.KV, Reply.EMPTY, Phases.UPSTREAM_REQUEST),
    SERVICE_REQUEST_SET_RAW_BODY(
            "kong.service.request.set_raw_body", Argument.BYTE_STRING, Reply.EMPTY, Phases.UPSTREAM_REQUEST),
    SERVICE_RESPONSE_GET_STATUS("kong.service.response.get_status", Argument.EMPTY, Reply.INT, Phases.RESPONSE_ONLY),
    SERVICE_RESPONSE_GET_HEADER(
            "kong.service.response.get_header", Argument.STRING, Reply.STRING, Phases.RESPONSE_ONLY),
    SERVICE_RESPONSE_GET_HEADERS("kong.service.response.get_headers", Argument.INT, Reply.STRUCT, Phases.RESPONSE_ONLY),
    SERVICE_RESPONSE_GET_RAW_BODY(
            "kong.service.response.get_raw_body", Argument.EMPTY, Reply.BYTE_STRING, Phases.RESPONSE_ONLY),

    // MsgPack only.
    REQUEST_GET_FORWARDED_PATH("kong.request.get_forwarded_path", Phases.REQUEST),
    REQUEST_GET_FORWARDED_PREFIX("kong.request.get_forwarded_prefix", Phases.REQUEST),
    REQUEST_GET_RAW_PATH("kong.request.get_raw_path", Phases.REQUEST),
    REQUEST_GET_START_TIME("kong.request.get_start_time", Phases.HTTP),
    REQUEST_GET_BODY("kong.request.get_body", Phases.REQUEST),
    RESPONSE_ERROR("kong.response.error", Phases.REQUEST),
    SERVICE_SET_RETRIES("kong.service.set_retries", Phases.ACCESS_ONLY),
    SERVICE_SET_TIMEOUTS("kong.service.set_timeouts", Phases.ACCESS_ONLY),
    SERVICE_SET_TLS_VERIFY("kong.service.set_tls_verify", Phases.UPSTREAM_TLS),
    SERVICE_SET_TLS_VERIFY_DEPTH("kong.service.set_tls_verify_depth", Phases.UPSTREAM_TLS),
    SERVICE_REQUEST_ENABLE_BUFFERING("kong.service.request.enable_buffering", Phases.UPSTREAM_REQUEST),
    SERVICE_REQUEST_SET_BODY("kong.service.request.set_body", Phases.UPSTREAM_REQUEST),
    SERVICE_REQUEST_CLEAR_QUERY_ARG("kong.service.request.clear_query_arg", Phases.UPSTREAM_REQUEST),
    SERVICE_RESPONSE_GET_BODY("kong.service.response.get_body", Phases.RESPONSE_ONLY),
    CLIENT_TLS_REQUEST_CLIENT_CERTIFICATE("kong.client.tls.request_client_certificate", Phases.CERTIFICATE_ONLY),
    CLIENT_TLS_DISABLE_SESSION_REUSE("kong.client.tls.disable_session_reuse", Phases.CERTIFICATE_ONLY),
    CLIENT_TLS_GET_FULL_CLIENT_CERTIFICATE_CHAIN(
            "kong.client.tls.get_full_client_certificate_chain", Phases.CONNECTION),
    CLIENT_TLS_SET_CLIENT_VERIFY("kong.client.tls.set_client_verify", Phases.REQUEST),
    CLUSTER_GET_ID("kong.cluster.get_id", Phases.ANY),
    NGINX_GET_STATISTICS("kong.nginx.get_statistics", Phases.ANY),
    NODE_GET_HOSTNAME("kong.node.get_hostname", Phases.ANY),
    PLUGIN_GET_ID("kong.plugin.get_id", Phases.ANY),
    VAULT_GET("kong.vault.get", Phases.ANY),
    VAULT_PARSE_REFERENCE("kong.vault.parse_reference", Phases.ANY),
    VAULT_IS_REFERENCE("kong.vault.is_reference", Phases.ANY),
    VAULT_UPDATE("kong.vault.update", Phases.ANY),
    TELEMETRY_LOG("kong.telemetry.log", Phases.ANY),
    LOG_EMERG("kong.log.emerg", Phases.ANY),
    LOG_INSPECT("kong.log.inspect", Phases.ANY),
    LOG_DEPRECATION("kong.log.deprecation", Phases.ANY);

    /** The ProtoBuf message that carries a function's arguments. */
    public enum Argument {
        EMPTY,
        STRING,
        INT,
        BOOL,
        KV,
        LIST,
        STRUCT,
        BYTE_STRING,
        EXIT,
        CONSUMER_SPEC,
        AUTHENTICATE,
        TARGET
    }

    /** The ProtoBuf message that carries a function's result. */
    public enum Reply {
        EMPTY,
        STRING,
        INT,
        NUMBER,
        BOOL,
        VALUE,
        STRUCT,
        BYTE_STRING,
        CREDENTIAL,
        CONSUMER,
        ROUTE,
        SERVICE,
        MEMORY_STATS,
        RAW_BODY,
        URI_CAPTURES
    }

    /** Sets of phases; an enum's constants cannot use its own static fields. */
    private static final class Phases {
        static final Set<Phase> ANY = Set.of(Phase.values());
        static final Set<Phase> CONNECTION = Set.of(Phase.REWRITE, Phase.ACCESS, Phase.RESPONSE, Phase.PREREAD);
        static final Set<Phase> HTTP = Set.of(Phase.REWRITE, Phase.ACCESS, Phase.RESPONSE, Phase.LOG);
        static final Set<Phase> AUTHENTICATED = Set.of(Phase.ACCESS, Phase.RESPONSE, Phase.LOG);
        static final Set<Phase> UPSTREAM_KNOWN = Set.of(Phase.ACCESS, Phase.RESPONSE);
        static final Set<Phase> ACCESS_ONLY = Set.of(Phase.ACCESS);
        static final Set<Phase> LOG_ONLY = Set.of(Phase.LOG);
        static final Set<Phase> CERTIFICATE_ONLY = Set.of(Phase.CERTIFICATE);
        static final Set<Phase> REQUEST = Set.of(Phase.REWRITE, Phase.ACCESS, Phase.RESPONSE);
        static final Set<Phase> EXIT = Set.of(Phase.REWRITE, Phase.ACCESS, Phase.RESPONSE, Phase.PREREAD);
        static final Set<Phase> RESPONSE_KNOWN = Set.of(Phase.RESPONSE, Phase.LOG);
        static final Set<Phase> RESPONSE_ONLY = Set.of(Phase.RESPONSE);
        static final Set<Phase> BALANCED = Set.of(Phase.ACCESS, Phase.PREREAD);
        static final Set<Phase> UPSTREAM_TLS = Set.of(Phase.REWRITE, Phase.ACCESS, Phase.PREREAD);
        static final Set<Phase> UPSTREAM_REQUEST = Set.of(Phase.REWRITE, Phase.ACCESS);

        private Phases() {}
    }

    private static final Map<String, PdkFunction> BY_PATH = new HashMap<>();

    static {
        for (PdkFunction function : values()) {
            BY_PATH.put(function.path, function);
        }
    }

    private final String path;

    @SuppressWarnings("ImmutableEnumChecker") // never written to, never given out of the package
    private final byte[] pathBytes;

    private final Optional<Argument> argument;
    private final Optional<Reply> reply;

    @SuppressWarnings("ImmutableEnumChecker") // an EnumSet of our own; Guava has no place here for this alone
    private final Set<Phase> phases;

    PdkFunction(String path, Argument argument, Reply reply, Set<Phase> phases) {
        this(path, Optional.of(argument), Optional.of(reply), phases);
    }

    PdkFunction(String path, Set<Phase> phases) {
        this(path, Optional.empty(), Optional.empty(), phases);
    }

    PdkFunction(String path, Optional<Argument> argument, Optional<Reply> reply, Set<Phase> phases) {
        this.path = path;
        this.pathBytes = path.getBytes(StandardCharsets.US_ASCII);
        this.argument = argument;
        this.reply = reply;
        this.phases = EnumSet.copyOf(phases);
    }

    /** The function of the Lua path, such as {@code kong.client.get_ip}. */
    public static Optional<PdkFunction> ofPath(String path) {
        return Optional.ofNullable(BY_PATH.get(path));
    }

    /** The function's Lua path. */
    public String path() {
        return path;
    }

    byte[] pathBytes() {
        return pathBytes;
    }

    /** What carries the arguments in ProtoBuf; empty if only MsgPack has the function. */
    public Optional<Argument> argument() {
        return argument;
    }

    /** What carries the result in ProtoBuf; empty if only MsgPack has the function. */
    public Optional<Reply> reply() {
        return reply;
    }

    /** Whether ProtoBuf lacks the function. */
    public boolean msgPackOnly() {
        return argument.isEmpty();
    }

    /** Whether Kong answers the function in the phase. */
    public boolean allowedIn(Phase phase) {
        return phases.contains(phase);
    }
}
