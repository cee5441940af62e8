package io.github.kongjava.e2e.kong;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.Volume;
import java.util.Objects;

/** Shows a directory of the host at the same path in a container. */
final class Binds {

    private Binds() {}

    static void add(CreateContainerCmd create, String path) {
        HostConfig host = Objects.requireNonNull(create.getHostConfig());
        host.withBinds(new Bind(path, new Volume(path)));
    }
}
