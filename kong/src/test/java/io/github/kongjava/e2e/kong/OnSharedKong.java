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
 * A test class that runs once for each protocol, against a Kong that it shares with others of its kind and leaves as it was,
 * apart from the declared configuration. The constructor takes the {@link Gateway}.
 */
@Documented
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith({Suite.class, LogOfFailures.class})
@ParameterizedClass(name = "{0}", autoCloseArguments = false)
@ArgumentsSource(SharedGateways.class)
public @interface OnSharedKong {}
