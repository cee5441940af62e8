package io.github.kongjava.e2e.kong;

import io.github.kongjava.pdk.Protocol;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** A new Kong for each protocol, started when its turn comes; whoever takes it closes it. */
final class OwnGateways implements ArgumentsProvider {

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        return Arrays.stream(Protocol.values()).map(protocol -> Arguments.of(Suite.gateway(protocol, settings -> {})));
    }
}
