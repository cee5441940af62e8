package io.github.kongjava.server.schema;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The canonical constructor of a record, prepared once. Immutable. */
final class RecordConstructor {

    private final Class<?> type;
    private final MethodHandle handle;

    private RecordConstructor(Class<?> type, MethodHandle handle) {
        this.type = type;
        this.handle = handle;
    }

    /**
     * Of a record class, of whatever visibility.
     *
     * @throws IllegalAccessException if its module does not let it be called
     */
    static RecordConstructor of(Class<?> type) throws IllegalAccessException {
        Class<?>[] components = Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            MethodHandle handle = MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .findConstructor(type, MethodType.methodType(void.class, components))
                    .asSpreader(Object[].class, components.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
            return new RecordConstructor(type, handle);
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " is a record without canonical constructor", e);
        }
    }

    /** Makes a record; throws what the record's own code throws. */
    Object call(@Nullable Object[] components) throws Throwable {
        return (Object) handle.invokeExact(components);
    }

    /** The record's simple name. */
    String recordName() {
        return type.getSimpleName();
    }
}
