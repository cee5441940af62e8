package io.github.kongjava.plugins.tenantguard.limits;

/**
 * That tenants have shares of what all together may use.
 *
 * @param reserve how much of an equal share is kept for one who has not come yet, in percent
 * @param tenants how many there may be; once all are active nothing is kept
 */
public record Fairness(int reserve, int tenants) {}
