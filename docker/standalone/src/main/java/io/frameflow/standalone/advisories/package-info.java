/** Known vulnerabilities of what the distribution consists of, from a folder of advisories. */
package io.frameflow.standalone.advisories;
