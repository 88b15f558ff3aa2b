/** Which format a folder of annotated images has. */
package io.frameflow.train.data.formats;
