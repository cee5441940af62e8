package io.github.kongjava.e2e;

import static io.github.kongjava.e2e.kong.Declaration.plugin;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.e2e.http.Answer;
import io.github.kongjava.e2e.http.Request;
import io.github.kongjava.e2e.http.Traffic;
import io.github.kongjava.e2e.kong.Await;
import io.github.kongjava.e2e.kong.Declaration;
import io.github.kongjava.e2e.kong.Declaration.Plugin;
import io.github.kongjava.e2e.kong.Gateway;
import io.github.kongjava.e2e.kong.OnSharedKong;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Without a database the Admin API takes the whole configuration at once, by POST /config. */
@OnSharedKong
record ChangesUnderLoadTest(Gateway gateway) {

    private static final String NONE = "no plugin";

    enum Scope {
        ROUTE,
        SERVICE,
        CONSUMER,
        GLOBAL
    }

    @ParameterizedTest
    @EnumSource
    void a_plugin_is_enabled_changed_and_disabled_while_requests_run(Scope scope) throws Exception {
        Tags tags = new Tags();
        gateway.declare(declaration(scope));
        try (Traffic traffic = Traffic.endless(8, gateway.ports().http(), tags)) {
            for (String next : new String[] {"first", "second", NONE, "third"}) {
                tags.changeTo(next);
                gateway.declare(next.equals(NONE) ? declaration(scope) : declaration(scope, tag(next)));
                tags.changedTo(next);
                long before = traffic.answered();
                Await.until("requests met the new configuration", () -> traffic.answered() > before + 50);
            }
            Map<String, Long> verdicts = traffic.end();
            System.out.println(gateway + ", changes per " + scope + ": " + verdicts);
            assertThat(verdicts).containsOnlyKeys("right");
        }
    }

    private static Plugin tag(String value) {
        return plugin("probe-tag", Map.of("value", value));
    }

    private Declaration declaration(Scope scope, Plugin... plugins) {
        Declaration declaration = gateway.declaration();
        return switch (scope) {
            case ROUTE -> declaration.route("changing", plugins);
            case SERVICE -> declaration.route("changing").onService(plugins);
            case CONSUMER ->
                declaration.route("changing", plugin("key-auth", Map.of())).consumer("alice", "alices-key", plugins);
            case GLOBAL -> declaration.route("changing").everywhere(plugins);
        };
    }

    /** Knows which tags an answer may have: the old and the new one during a change, only the new one after it. */
    private static final class Tags implements Traffic.Script {

        private final Map<Long, Set<String>> allowedAtSend = new ConcurrentHashMap<>();
        private volatile Set<String> allowed = Set.of(NONE);

        void changeTo(String next) {
            Set<String> either = new HashSet<>(allowed);
            either.add(next);
            allowed = Set.copyOf(either);
        }

        void changedTo(String value) {
            allowed = Set.of(value);
        }

        @Override
        public Request request(long number) {
            allowedAtSend.put(number, allowed);
            return Request.get("/changing").with("apikey", "alices-key");
        }

        @Override
        public String verdict(long number, Answer answer) {
            Set<String> possible = new HashSet<>(allowed);
            possible.addAll(allowedAtSend.remove(number));
            String tag = answer.header("x-tag").orElse(NONE);
            boolean right = answer.status() == 200 && possible.contains(tag);
            return right ? "right" : "wrong: " + answer.status() + " with " + tag + " instead of " + possible;
        }
    }
}
