/** What a data set looks like: counts, distributions, pictures of them and of the images. */
package io.frameflow.train.data.statistics;
