import java.nio.file.Path;
import java.time.Duration;
import org.neo4j.configuration.GraphDatabaseInternalSettings;
import org.neo4j.configuration.GraphDatabaseSettings;
import org.neo4j.configuration.connectors.BoltConnector;
import org.neo4j.configuration.helpers.SocketAddress;
import org.neo4j.dbms.api.DatabaseManagementServiceBuilder;
import org.neo4j.io.ByteUnit;

/** Neo4j on 127.0.0.1 until standard input ends: arguments folder and port, password in LIANTU_NEO4J_PASSWORD. */
public class Server {
    public static void main(String[] arguments) throws Exception {
        var service = new DatabaseManagementServiceBuilder(Path.of(arguments[0]))
            .setConfig(BoltConnector.enabled, true)
            .setConfig(BoltConnector.listen_address, new SocketAddress("127.0.0.1", Integer.parseInt(arguments[1])))
            .setConfig(GraphDatabaseSettings.auth_enabled, true)
            .setConfig(GraphDatabaseSettings.pagecache_memory, ByteUnit.mebiBytes(128))
            // A statement past its time is stopped within this interval; the server's own 2 s is long for a person.
            .setConfig(GraphDatabaseSettings.transaction_monitor_check_interval, Duration.ofMillis(200))
            // Waits for clients that might still come: 10 s at every stop, for a server that has one client.
            .setConfig(GraphDatabaseInternalSettings.netty_server_shutdown_quiet_period, 0)
            .build();
        Runtime.getRuntime().addShutdownHook(new Thread(service::shutdown));
        service.database("system").executeTransactionally(
            "ALTER USER neo4j SET PLAINTEXT PASSWORD $password CHANGE NOT REQUIRED",
            java.util.Map.of("password", System.getenv("LIANTU_NEO4J_PASSWORD")));
        System.out.println("ready");
        while (System.in.read() >= 0) { }
        System.exit(0);
    }
}
