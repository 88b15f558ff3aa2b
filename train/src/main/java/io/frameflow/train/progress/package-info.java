/** How long work tells the person at the terminal how far it is. */
package io.frameflow.train.progress;
