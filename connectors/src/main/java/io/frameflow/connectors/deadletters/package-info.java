/** Dead letters for operators: listed, explained, and their source records sent again. */
package io.frameflow.connectors.deadletters;
