package io.github.kongjava.server.pdk;

import io.github.kongjava.pdk.Vault;
import io.github.kongjava.pdk.VaultReference;
import io.github.kongjava.server.protocol.PdkFunction;
import io.github.kongjava.server.protocol.Value;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code kong.vault}. */
record VaultCalls(Calls calls) implements Vault {

    @Override
    public Optional<String> get(String reference) {
        PdkFunction function = PdkFunction.VAULT_GET;
        return calls.optionalText(function, Arguments.text(function, "reference", reference));
    }

    @Override
    public boolean isReference(String text) {
        PdkFunction function = PdkFunction.VAULT_IS_REFERENCE;
        return calls.bool(function, Arguments.text(function, "text", text));
    }

    @Override
    public Optional<VaultReference> parseReference(String reference) {
        PdkFunction function = PdkFunction.VAULT_PARSE_REFERENCE;
        Fields parts = Fields.of(function, calls.answer(function, Arguments.text(function, "reference", reference)));
        if (parts.entries().isEmpty()) {
            return Optional.empty();
        }
        long version = parts.whole("version");
        return Optional.of(new VaultReference(
                parts.text("name"),
                parts.text("resource"),
                parts.optionalText("key"),
                JavaValues.map(new Value.Table(parts.table("config").entries())),
                version == 0 ? Optional.empty() : Optional.of(version)));
    }

    @Override
    public Map<String, @Nullable Object> update(Map<String, ?> options) {
        PdkFunction function = PdkFunction.VAULT_UPDATE;
        Value.Table table = new LuaValues(function, calls.protocol()).table("options", options);
        return JavaValues.map(new Value.Table(
                Fields.of(function, calls.answer(function, table)).entries()));
    }
}
