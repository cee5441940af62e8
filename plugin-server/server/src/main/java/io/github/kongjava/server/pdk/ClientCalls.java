package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.Client;
import io.github.kongjava.pdk.ClientTls;
import io.github.kongjava.pdk.Consumer;
import io.github.kongjava.pdk.Credential;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code kong.client}. */
record ClientCalls(Calls calls) implements Client {

    private static final Pattern UUID =
            Pattern.compile("\\p{XDigit}{8}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{4}-\\p{XDigit}{12}");

    @Override
    public ClientTls tls() {
        return new ClientTlsCalls(calls);
    }

    @Override
    public String ip() {
        return calls.text(PdkFunction.CLIENT_GET_IP);
    }

    @Override
    public String forwardedIp() {
        return calls.text(PdkFunction.CLIENT_GET_FORWARDED_IP);
    }

    @Override
    public OptionalInt port() {
        return calls.optionalWhole(PdkFunction.CLIENT_GET_PORT);
    }

    @Override
    public OptionalInt forwardedPort() {
        return calls.optionalWhole(PdkFunction.CLIENT_GET_FORWARDED_PORT);
    }

    @Override
    public Optional<Credential> credential() {
        PdkFunction function = PdkFunction.CLIENT_GET_CREDENTIAL;
        return Entities.credential(Fields.of(function, calls.answer(function)));
    }

    @Override
    public Optional<Consumer> consumer() {
        PdkFunction function = PdkFunction.CLIENT_GET_CONSUMER;
        return Entities.consumer(Fields.of(function, calls.answer(function)));
    }

    @Override
    public Optional<Consumer> loadConsumer(String id) {
        if (id == null || !UUID.matcher(id).matches()) {
            throw Arguments.illegal(PdkFunction.CLIENT_LOAD_CONSUMER, "id", "is no UUID; load it by its user name");
        }
        return load(Value.text(id), false);
    }

    @Override
    public Optional<Consumer> loadConsumerByUsername(String username) {
        return load(Arguments.text(PdkFunction.CLIENT_LOAD_CONSUMER, "username", username), true);
    }

    private Optional<Consumer> load(Value key, boolean byUsername) {
        PdkFunction function = PdkFunction.CLIENT_LOAD_CONSUMER;
        return Entities.consumer(Fields.of(function, calls.answer(function, key, new Value.Bool(byUsername))));
    }

    @Override
    public void authenticate(@Nullable Consumer consumer, @Nullable Credential credential) {
        if (consumer == null && credential == null) {
            throw Arguments.illegal(PdkFunction.CLIENT_AUTHENTICATE, "consumer", "and credential are null");
        }
        calls.run(
                PdkFunction.CLIENT_AUTHENTICATE,
                consumer == null ? Value.NIL : table(consumer),
                credential == null ? Value.NIL : table(credential));
    }

    private static Value table(Consumer consumer) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("id", Value.text(consumer.id()));
        consumer.username().ifPresent(name -> fields.put("username", Value.text(name)));
        consumer.customId().ifPresent(id -> fields.put("custom_id", Value.text(id)));
        consumer.createdAt().ifPresent(time -> fields.put("created_at", new Value.Whole(time.getEpochSecond())));
        if (!consumer.tags().isEmpty()) {
            fields.put(
                    "tags",
                    new Value.Seq(
                            consumer.tags().stream().<Value>map(Value::text).toList()));
        }
        return new Value.Table(fields);
    }

    private static Value table(Credential credential) {
        Map<String, Value> fields = new LinkedHashMap<>();
        fields.put("id", Value.text(credential.id()));
        credential.consumerId().ifPresent(id -> fields.put("consumer_id", Value.text(id)));
        return new Value.Table(fields);
    }

    @Override
    public Optional<String> protocol(boolean allowTerminated) {
        return calls.optionalText(PdkFunction.CLIENT_GET_PROTOCOL, new Value.Bool(allowTerminated));
    }
}
