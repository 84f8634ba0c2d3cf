"""TileLang's autotuner in small: compiling on the CPU, measuring on the GPU, queues between."""
