/** Whether a data set is sound: every file opened, every box looked at, splits compared. */
package io.frameflow.train.data.check;
