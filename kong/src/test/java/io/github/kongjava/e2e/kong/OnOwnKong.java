package io.github.kongjava.e2e.kong;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ArgumentsSource;

/**
 * A test class that runs once for each protocol, each time against a new Kong that it may reload, break and kill. The
 * constructor takes the {@link Gateway}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({Suite.class, LogOfFailures.class})
@ParameterizedClass(name = "{0}")
@ArgumentsSource(OwnGateways.class)
public @interface OnOwnKong {

    /** How this Kong comes to know the plugins. */
    Queries queries() default Queries.FROM_FILES;
}
