/** The ledger: whether every frame has exactly one record behind it, in order per camera. */
package io.frameflow.connectors.audit;
