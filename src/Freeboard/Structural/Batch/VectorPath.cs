namespace Freeboard.Structural.Batch;

/// <summary>Which instructions a batch is solved with.</summary>
internal enum VectorPath
{
    /// <summary>The scalar solver for every row.</summary>
    Scalar = 0,

    /// <summary>Four doubles at a time: AVX2 and FMA.</summary>
    Avx2,

    /// <summary>Eight doubles at a time: AVX-512 F and DQ.</summary>
    Avx512,
}
