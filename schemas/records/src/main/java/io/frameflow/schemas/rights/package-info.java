/** What each part of Frameflow must be allowed to do on Kafka. */
package io.frameflow.schemas.rights;
