/** Small file systems of their own, to find out what happens when a disk is full. */
package io.frameflow.standalone.disks;
