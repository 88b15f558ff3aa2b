/** The model that comes with Frameflow, and how it is made. */
package io.frameflow.standalone.models;
