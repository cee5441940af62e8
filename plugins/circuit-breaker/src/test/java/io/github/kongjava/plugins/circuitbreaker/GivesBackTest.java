package io.github.kongjava.plugins.circuitbreaker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.kongjava.pdk.Ctx;
import io.github.kongjava.pdk.GatewayService;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.pdk.Log;
import io.github.kongjava.pdk.PluginContext;
import io.github.kongjava.pdk.RequestContext;
import io.github.kongjava.pdk.Route;
import io.github.kongjava.pdk.Router;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What access has taken when a call of Kong fails under it, which no real one does at will. */
class GivesBackTest {

    private static final Config.Concurrency ONE = new Config.Concurrency(1, false, Duration.ofSeconds(1), 5);

    private final Context context = new Context();

    /** A plugin's context without a server. */
    private static final class Context implements PluginContext {

        private final Map<String, Object> kept = new HashMap<>();

        @Override
        public String pluginName() {
            return "circuit-breaker";
        }

        @Override
        public <T> T shared(String key, Class<T> type, Supplier<? extends T> factory) {
            return type.cast(kept.computeIfAbsent(key, any -> factory.get()));
        }

        @Override
        public void status(String subject, String state) {}
    }

    private CircuitBreakerPlugin plugin(Config.Mode mode) {
        return new CircuitBreakerPlugin(TestSettings.config(mode, TestSettings.breaker(2), ONE), context);
    }

    /** A Kong one of whose functions fails. */
    private Kong failing(String function, Throwable failure) {
        Map<String, Object> orders = Map.of("service", Optional.of(service()), "route", Optional.of(route()));
        Map<String, Object> values = Map.of("shared", of(RequestContext.class, Map.of(), function, failure));
        Map<String, Object> parts = Map.of(
                "router", of(Router.class, orders, function, failure),
                "ctx", of(Ctx.class, values, function, failure),
                "log", of(Log.class, Map.of(), function, failure));
        return of(Kong.class, parts, function, failure);
    }

    private <T> T of(Class<T> type, Map<String, Object> answers, String function, Throwable failure) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    if (method.getName().equals(function)) {
                        throw failure;
                    }
                    return answers.get(method.getName());
                }));
    }

    private static GatewayService service() {
        return new GatewayService(
                "1",
                Optional.of("orders"),
                "http",
                "orders.test",
                80,
                Optional.empty(),
                5,
                60_000,
                60_000,
                60_000,
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static Route route() {
        return new Route(
                "1",
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                426,
                0,
                true,
                false,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of("1"),
                Optional.empty(),
                Optional.empty());
    }

    static List<Throwable> failures() {
        return List.of(
                new IllegalStateException("Kong lost interest"), new StackOverflowError(), new OutOfMemoryError());
    }

    @ParameterizedTest
    @MethodSource("failures")
    void a_request_that_fails_in_access_leaves_its_place_to_the_next(Throwable failure) {
        CircuitBreakerPlugin plugin = plugin(Config.Mode.NORMAL);
        Kong kong = failing("set", failure);
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(() -> plugin.access(kong)).isSameAs(failure);
        }
        assertThat(Kept.in(context).permits().size()).isZero();
    }

    @Test
    void what_would_be_refused_is_given_back_too_when_telling_so_fails() {
        CircuitBreakerPlugin plugin = plugin(Config.Mode.METRICS_ONLY);
        Gate gate =
                new Gate(TestSettings.config(Config.Mode.METRICS_ONLY, TestSettings.breaker(2), ONE), Kept.in(context));
        for (int i = 0; i < 4; i++) {
            gate.ask(TestSettings.ORDERS).permit().orElseThrow().end(Outcome.FAILURE, Duration.ZERO);
        }
        IllegalStateException failure = new IllegalStateException("Kong lost interest");

        assertThatThrownBy(() -> plugin.access(failing("info", failure))).isSameAs(failure);

        assertThat(Kept.in(context).permits().size())
                .as("by its lease at the latest")
                .isEqualTo(1);
    }
}
