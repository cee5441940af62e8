package io.github.kongjava.server.plugin;

import io.github.kongjava.pdk.PluginContext;
import io.github.kongjava.server.schema.Problems;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The constructor of a plugin class, in one of its four shapes. Immutable.
 *
 * @param config the record it takes, if it takes one
 * @param handle takes the record and the context, whatever the constructor itself takes
 */
record PluginConstructor(Optional<Class<?>> config, MethodHandle handle) {

    private static final MethodType GENERAL = MethodType.methodType(Object.class, Object.class, PluginContext.class);
    private static final String SHAPES =
            "; it takes nothing, a config record, a PluginContext, or a config record and a PluginContext";

    /** That of a class; empty when there is none to use, with the reason among the problems. */
    static Optional<PluginConstructor> of(Class<?> plugin, String where, Problems problems) {
        Constructor<?>[] constructors = plugin.getConstructors();
        if (constructors.length != 1) {
            problems.add(where, "must have one public constructor, has " + constructors.length + SHAPES);
            return Optional.empty();
        }
        List<Class<?>> parameters = List.of(constructors[0].getParameterTypes());
        boolean takesContext = !parameters.isEmpty() && parameters.get(parameters.size() - 1) == PluginContext.class;
        List<Class<?>> others = takesContext ? parameters.subList(0, parameters.size() - 1) : parameters;
        if (others.size() > 1 || others.contains(PluginContext.class)) {
            problems.add(where, "has a constructor that cannot be called" + SHAPES);
            return Optional.empty();
        }
        Optional<Class<?>> config = others.stream().findFirst().map(type -> type);
        if (config.filter(type -> !type.isRecord()).isPresent()) {
            problems.add(where, "takes a " + others.get(0).getName() + ", which is not a record" + SHAPES);
            return Optional.empty();
        }
        return handle(constructors[0], config.isPresent(), takesContext, where, problems)
                .map(handle -> new PluginConstructor(config, handle));
    }

    private static Optional<MethodHandle> handle(
            Constructor<?> constructor, boolean takesConfig, boolean takesContext, String where, Problems problems) {
        try {
            MethodHandle handle = MethodHandles.publicLookup().unreflectConstructor(constructor);
            if (!takesConfig) {
                handle = MethodHandles.dropArguments(handle, 0, Object.class);
            }
            if (!takesContext) {
                handle = MethodHandles.dropArguments(handle, 1, PluginContext.class);
            }
            return Optional.of(handle.asType(GENERAL));
        } catch (IllegalAccessException e) {
            problems.add(where, "has a constructor that cannot be called: make the class public");
            return Optional.empty();
        }
    }

    /** Makes the plugin's object; throws what the plugin's code throws. */
    Object call(@Nullable Object config, PluginContext context) throws Throwable {
        return (Object) handle.invokeExact(config, context);
    }
}
