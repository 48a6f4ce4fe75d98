#!/bin/sh
# Writes the 256-bit kernels from the 512-bit ones: the same text with the number replaced.
# What the two instruction sets do differently stands in Lanes512.cs and Lanes256.cs, each written by hand.
set -eu
cd "$(dirname "$0")/../src/Freeboard/Structural/Batch"
for name in DoublePair SinglePair PairOperations PairLanes GuessStages SingleStages SolveStages StepStages OutputStages BlockSolver; do
  sed 's/512/256/g' "${name}512.cs" > "${name}256.cs"
done
cd ../Windows
for name in WindowLanes WindowNodeLanes WindowInversion; do
  sed 's/512/256/g' "${name}512.cs" > "${name}256.cs"
done
