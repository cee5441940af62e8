package io.github.kongjava.e2e.kong;

import io.github.kongjava.pdk.Protocol;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** One Kong for each protocol, started when the first test needs it, stopped after the last test of all. */
final class SharedGateways implements ArgumentsProvider {

    private static final Namespace NAMESPACE = Namespace.create(SharedGateways.class);

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(NAMESPACE);
        return Arrays.stream(Protocol.values())
                .map(protocol -> Arguments.of(store.getOrComputeIfAbsent(
                        protocol, key -> Suite.gateway(key, Queries.FROM_FILES), Gateway.class)));
    }
}
