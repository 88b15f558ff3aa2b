package io.frameflow.it.security;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * An authority of the test's own, with certificates of every kind that a server or a client may
 * show, and another authority that nobody trusts. Made by the JDK's keytool.
 */
final class Certificates {

  static final String PASSWORD = "store-0a1b2c";
  private static final String LOOPBACK = "san=ip:127.0.0.1,dns:localhost";

  private final Path dir;

  private Certificates(Path dir) {
    this.dir = dir;
  }

  static Certificates make(Path dir) throws Exception {
    Certificates made = new Certificates(Files.createDirectories(dir));
    made.authority("authority");
    made.signed("authority", "server", LOOPBACK);
    made.signed("authority", "elsewhere", "san=dns:elsewhere.example");
    made.signed("authority", "expired", LOOPBACK, "-startdate", "-9d", "-validity", "2");
    made.signed("authority", "client", "eku=clientAuth");
    made.authority("stranger");
    made.signed("stranger", "unknown", "eku=clientAuth");
    return made;
  }

  /** Key and chain under this name alone: one store may hold several, and TLS would choose. */
  Path keyStore(String name) {
    return dir.resolve(name + ".p12");
  }

  /** The certificate of the authority with this name, to be trusted. */
  Path trustStore(String authority) {
    return dir.resolve(authority + "-trusted.p12");
  }

  /** What a client of ours says over TLS, with or without a certificate of its own. */
  Map<String, String> trusting(String authority) {
    return Map.of(
        "ssl.truststore.location",
        trustStore(authority).toString(),
        "ssl.truststore.password",
        PASSWORD,
        "ssl.truststore.type",
        "PKCS12");
  }

  Map<String, String> showing(String name) {
    return Map.of(
        "ssl.keystore.location",
        keyStore(name).toString(),
        "ssl.keystore.password",
        PASSWORD,
        "ssl.key.password",
        PASSWORD,
        "ssl.keystore.type",
        "PKCS12");
  }

  /** A TLS context that trusts the authority and shows a certificate. */
  SSLContext context(String name) throws GeneralSecurityException, IOException {
    KeyManagerFactory keys = KeyManagerFactory.getInstance("PKIX");
    keys.init(load(keyStore(name)), PASSWORD.toCharArray());
    TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
    trust.init(load(trustStore("authority")));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private void authority(String name) throws Exception {
    keytool(name, name, "-ext", "bc:c", "-validity", "30");
    KeyStore trusted = empty();
    trusted.setCertificateEntry(name, load(ring(name)).getCertificate(name));
    store(trusted, trustStore(name));
  }

  private void signed(String authority, String name, String extension, String... more)
      throws Exception {
    List<String> arguments = new ArrayList<>(List.of("-signer", authority, "-ext", extension));
    arguments.addAll(List.of(more));
    keytool(authority, name, arguments.toArray(String[]::new));
    KeyStore ring = load(ring(authority));
    KeyStore own = empty();
    own.setKeyEntry(
        name,
        ring.getKey(name, PASSWORD.toCharArray()),
        PASSWORD.toCharArray(),
        ring.getCertificateChain(name));
    store(own, keyStore(name));
  }

  private Path ring(String authority) {
    return dir.resolve(authority + "-ring.p12");
  }

  private void keytool(String authority, String name, String... more) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-alias",
                name,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-dname",
                "CN=" + name,
                "-storetype",
                "PKCS12",
                "-keystore",
                ring(authority).toString(),
                "-storepass",
                PASSWORD));
    command.addAll(List.of(more));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      throw new IOException("keytool made no certificate for " + name + ": " + said);
    }
  }

  private static KeyStore empty() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static KeyStore load(Path file) throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD.toCharArray());
    }
    return store;
  }

  private static void store(KeyStore store, Path file)
      throws GeneralSecurityException, IOException {
    try (OutputStream out = Files.newOutputStream(file)) {
      store.store(out, PASSWORD.toCharArray());
    }
  }
}
