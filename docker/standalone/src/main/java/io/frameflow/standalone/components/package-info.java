/** What the distribution consists of: its software bill of materials. */
package io.frameflow.standalone.components;
