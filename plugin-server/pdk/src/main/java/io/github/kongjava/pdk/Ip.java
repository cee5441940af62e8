package io.github.kongjava.pdk;

/** Which addresses Kong trusts: {@code kong.ip}. */
public interface Ip {

    /**
     * Whether the address is one of Kong's {@code trusted_ips}; false also for what is no address.
     *
     * <p>Lua: {@code kong.ip.is_trusted}. Phases: any.
     */
    boolean isTrusted(String address);
}
