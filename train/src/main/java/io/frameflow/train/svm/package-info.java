/**
 * R-CNN's classifiers: one linear support vector machine per class on the features of a finished
 * network, trained with hard negatives, to be held against the softmax (Fast R-CNN, section 5.4).
 */
package io.frameflow.train.svm;
