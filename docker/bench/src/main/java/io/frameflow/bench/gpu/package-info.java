/** The network on an NVIDIA GPU, batch by batch, beside libtorch and the card's matrix products. */
package io.frameflow.bench.gpu;
