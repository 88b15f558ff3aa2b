/** What the verbs share towards the person at the keyboard. */
package io.frameflow.connectors.terminal;
