/**
 * Breaks a cluster on purpose, one fault after the other, and proves with the ledger that every
 * frame still has exactly one result.
 */
package io.frameflow.standalone.chaos;
