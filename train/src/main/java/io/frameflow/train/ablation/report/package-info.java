/** An ablation's figures and verdicts as a page, tables, files and pictures. */
package io.frameflow.train.ablation.report;
