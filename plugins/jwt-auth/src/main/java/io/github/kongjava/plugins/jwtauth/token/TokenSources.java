package io.github.kongjava.plugins.jwtauth.token;

import io.github.kongjava.pdk.Headers;
import io.github.kongjava.pdk.Kong;
import io.github.kongjava.plugins.jwtauth.config.TokenConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Where tokens come from. Immutable, thread safe. */
public final class TokenSources {

    private final TokenConfig config;
    private final Set<String> schemes;

    /**
     * For one configuration.
     *
     * @param schemes of Authorization, in lower case
     */
    public TokenSources(TokenConfig config, Set<String> schemes) {
        this.config = config;
        this.schemes = Set.copyOf(schemes);
    }

    /**
     * All tokens of a request, equal ones as often as they are there.
     *
     * @param kong asked for the query if that is a source
     * @param headers of the request
     */
    public List<FoundToken> find(Kong kong, Headers headers) {
        List<FoundToken> found = new ArrayList<>();
        if (config.authorization()) {
            headers.all("authorization").forEach(value -> fromAuthorization(value, found));
        }
        config.header().ifPresent(name -> headers.all(name).forEach(value -> fromHeader(value, found)));
        config.cookie().ifPresent(name -> addBearers(Cookies.values(headers.all("cookie"), name), found));
        config.queryArg()
                .ifPresent(name -> addBearers(RawQuery.values(kong.request().rawQuery(), name), found));
        return found;
    }

    private void fromAuthorization(String value, List<FoundToken> found) {
        int blank = value.indexOf(' ');
        String scheme = (blank < 0 ? value : value.substring(0, blank)).toLowerCase(Locale.ROOT);
        if (schemes.contains(scheme)) {
            int begin = scheme.length();
            while (begin < value.length() && value.charAt(begin) == ' ') {
                begin++;
            }
            found.add(new FoundToken(value.substring(begin), scheme));
        }
    }

    private void fromHeader(String value, List<FoundToken> found) {
        String prefix = config.headerPrefix().orElse("");
        if (value.startsWith(prefix)) {
            found.add(new FoundToken(value.substring(prefix.length()), FoundToken.BEARER));
        }
    }

    private static void addBearers(List<String> values, List<FoundToken> found) {
        values.forEach(value -> found.add(new FoundToken(value, FoundToken.BEARER)));
    }

    /** Removes whatever {@link #find} would find from what goes to the upstream. */
    public void hide(Kong kong, Headers headers) {
        if (config.authorization()) {
            List<FoundToken> there = new ArrayList<>();
            headers.all("authorization").forEach(value -> fromAuthorization(value, there));
            clearIf(!there.isEmpty(), kong, "Authorization");
        }
        config.header().ifPresent(name -> {
            List<FoundToken> there = new ArrayList<>();
            headers.all(name).forEach(value -> fromHeader(value, there));
            clearIf(!there.isEmpty(), kong, name);
        });
        config.cookie().ifPresent(name -> hideCookie(kong, headers.all("cookie"), name));
        config.queryArg().ifPresent(name -> hideArgument(kong, kong.request().rawQuery(), name));
    }

    private static void clearIf(boolean hasToken, Kong kong, String header) {
        if (hasToken) {
            kong.service().request().clearHeader(header);
        }
    }

    private static void hideCookie(Kong kong, List<String> cookies, String name) {
        if (Cookies.values(cookies, name).isEmpty()) {
            return;
        }
        String others = Cookies.without(cookies, name);
        if (others.isEmpty()) {
            kong.service().request().clearHeader("Cookie");
        } else {
            kong.service().request().setHeader("Cookie", others);
        }
    }

    private static void hideArgument(Kong kong, String query, String name) {
        if (!RawQuery.values(query, name).isEmpty()) {
            kong.service().request().setRawQuery(RawQuery.without(query, name));
        }
    }
}
