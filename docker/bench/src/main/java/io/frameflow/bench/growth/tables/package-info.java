/** The tables: what is measured at each amount of work. */
package io.frameflow.bench.growth.tables;
