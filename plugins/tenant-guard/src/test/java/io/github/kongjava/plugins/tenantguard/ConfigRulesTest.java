package io.github.kongjava.plugins.tenantguard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.kongjava.pdk.Protocol;
import io.github.kongjava.testkit.TestGateway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigRulesTest {

    private final TestGateway gateway = TestGateway.of(Protocol.MSGPACK, TenantGuard.class);

    @AfterEach
    void stop() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "'sources': []                                                              | sources",
                "'sources': [{'kind': 'context'}]                                           | sources[1].name:",
                "'sources': [{'kind': 'cookie'}]                                            | kind",
                "'sources': [{'kind': 'consumer', 'name': 'password'}]                      | sources[1].name:",
                "'sources': [{'kind': 'consumer', 'name': 'tag'}]                           | sources[1].pattern:",
                "'sources': [{'kind': 'host'}]                                              | sources[1].pattern:",
                "'sources': [{'kind': 'host', 'name': 'a', 'pattern': '*.b'}]               | sources[1].name:",
                "'sources': [{'kind': 'host', 'pattern': 'a.b'}]                            | sources[1].pattern:",
                "'sources': [{'kind': 'host', 'pattern': '*.*.b'}]                          | sources[1].pattern:",
                "'sources': [{'kind': 'header', 'name': 'x'}]                               | sources[1].trusted:",
                "'sources': [{'kind': 'header', 'name': 'x', 'trusted': ['localhost']}]     | sources[1].trusted:",
                "'sources': [{'kind': 'header', 'name': 'x', 'trusted': ['10.0.0.0/33']}]   | sources[1].trusted:",
                "'sources': [{'kind': 'header', 'name': 'x', 'trusted': ['10.0.0.0/-1']}]   | sources[1].trusted:",
                "'sources': [{'kind': 'host', 'pattern': '*.b', 'trusted': ['::1']}]        | sources[1].trusted:",
                "'sources': [{'kind': 'host', 'pattern': '*.b', 'members': ['a']}]          | sources[1].members:",
                "'default_tenant': 'nobody'                                                 | default_tenant:",
                "'default_plan': 'none'                                                     | default_plan:",
                "'plans': [{'name': 'a'}, {'name': 'a'}]                                    | plans:",
                "'tenants': [{'name': 'a'}, {'name': 'a'}]                                  | tenants:",
                "'tenants': [{'name': 'a', 'plan': 'none'}]                                 | tenants:",
                "'tenants': [{'name': 'abc'}], 'max_length': 2                              | max_length:",
                "'tenants': [{'name': 'a', 'target': 'b:80'}]                               | allowed_targets",
                "'tenants': [{'name': 'a', 'target': 'b:80', 'upstream': 'c'}], 'allowed_targets': ['b:80'] | tenants:",
                "'allowed_targets': ['b']                                                   | allowed_targets:",
                "'allowed_targets': ['b:70000']                                             | allowed_targets:",
                "'plans': [{'name': 'a', 'limits': [{'requests': 0}]}]                      | requests",
                "'plans': [{'name': 'a', 'limits': [{'requests': 1}, {'requests': 1}]}], 'default_plan': 'a',"
                        + " 'allow_unknown': true                                           | plans: \"a\": limits:",
                "'plans': [{'name': 'a', 'limits': [{'requests': 1}, {'requests': 2}]}]     | plans: \"a\": limits:",
                "'overall': {'limits': [{'requests': 1}, {'requests': 1}]}                  | overall.limits:",
                "'tenants': [{'name': 'a', 'limits': [{'requests': 1}, {'requests': 1}]}]   | tenants: \"a\": limits:",
                "'sources': [{'kind': 'header', 'name': 'Host', 'trusted': ['::1']}]        | sources[1].name:",
                "'redis': {'host': 'a', 'tls': true, 'ca_certificates': '-----BEGIN CERTIFICATE-----'} | redis.ca_certificates:",
                "'redis': {'host': 'a', 'cluster': true, 'database': 1}                      | redis.database:",
                "'header': 'Connection'                                                     | header:",
                "'context_key': 'tenant_guard_permit'                                       | context_key:",
            })
    void a_configuration_that_cannot_work_is_refused_by_the_name_of_its_field(String config, String field) {
        String json = "{" + (config.contains("'sources'") ? "" : "'sources': [{'kind': 'host', 'pattern': '*.b'}], ")
                + config + "}";
        gateway.configure("tenant-guard", json.replace('\'', '"'));

        assertThat(gateway.get("/").passed()).isFalse();

        assertThat(gateway.failures().toString()).contains(field);
    }
}
