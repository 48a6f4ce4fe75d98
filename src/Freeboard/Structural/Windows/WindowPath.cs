using Freeboard.Structural.Batch;

namespace Freeboard.Structural.Windows;

/// <summary>With which instructions a window is passed over.</summary>
internal static class WindowPath
{
    /// <summary>The widest instructions of this machine.</summary>
    internal static VectorPath Best { get; } =
        Lanes512.IsSupported ? VectorPath.Avx512 : Lanes256.IsSupported ? VectorPath.Avx2 : VectorPath.Scalar;
}
