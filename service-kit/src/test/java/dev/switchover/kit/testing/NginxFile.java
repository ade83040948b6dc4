package dev.switchover.kit.testing;

import java.nio.file.Path;

/** What an nginx of a test needs around its servers to run as a child process and to keep all it writes in one directory. */
public final class NginxFile {

    private NginxFile() {}

    /** The whole file, with this in its block {@code http}. */
    public static String around(String servers, Path directory) {
        return """
                daemon off;
                %3$s
                worker_processes 1;
                pid %1$s/nginx.pid;
                events { }
                http {
                    access_log off;
                    client_body_temp_path %1$s/body;
                    proxy_temp_path %1$s/proxy;
                    fastcgi_temp_path %1$s/fastcgi;
                    uwsgi_temp_path %1$s/uwsgi;
                    scgi_temp_path %1$s/scgi;
                    %2$s
                }
                """.formatted(directory, servers, mayRead());
    }

    /** Else nobody's worker would be asked to read a directory of ours. */
    private static String mayRead() {
        return System.getProperty("user.name").equals("root") ? "user root;" : "";
    }
}
