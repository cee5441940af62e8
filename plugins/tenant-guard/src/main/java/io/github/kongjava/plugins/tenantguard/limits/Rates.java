package io.github.kongjava.plugins.tenantguard.limits;

/** Counts requests against limits of so many in so much time. Thread safe. */
public interface Rates {

    /**
     * Counts a request in all limits, or in none if it does not fit into one.
     *
     * @throws RatesUnavailableException if it cannot be known, and requests are to be refused then
     */
    Decision take(Ask ask) throws RatesUnavailableException;
}
