package io.github.kongjava.e2e.kong;

import io.github.kongjava.pdk.Protocol;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;
import org.junit.platform.commons.support.AnnotationSupport;

/** A new Kong for each protocol, started when its turn comes; whoever takes it closes it. */
final class OwnGateways implements ArgumentsProvider {

    @Override
    public Stream<? extends Arguments> provideArguments(ParameterDeclarations parameters, ExtensionContext context) {
        Queries queries = AnnotationSupport.findAnnotation(context.getRequiredTestClass(), OnOwnKong.class)
                .orElseThrow()
                .queries();
        return Arrays.stream(Protocol.values()).map(protocol -> Arguments.of(Suite.gateway(protocol, queries)));
    }
}
