/** A TCP proxy before a Kafka broker that can do to a connection whatever a network does. */
package io.frameflow.standalone.proxy;
