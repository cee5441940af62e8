package io.github.kongjava.e2e.kong;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.HostConfig;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.testcontainers.DockerClientFactory;

/** What is in an image, which is not run for it. */
record ImageFiles(DockerClient docker, String image) {

    static ImageFiles of(String image) {
        return new ImageFiles(DockerClientFactory.lazyClient(), image);
    }

    boolean contain(String path) {
        HostConfig offline = HostConfig.newHostConfig().withNetworkMode("none");
        String container =
                docker.createContainerCmd(image).withHostConfig(offline).exec().getId();
        try (InputStream file =
                docker.copyArchiveFromContainerCmd(container, path).exec()) {
            return file.read() >= 0;
        } catch (NotFoundException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot look into the image " + image, e);
        } finally {
            docker.removeContainerCmd(container).exec();
        }
    }
}
