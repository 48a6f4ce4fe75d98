namespace Freeboard.Structural.Batch;

/// <summary>Where a block of rows keeps its intermediate figures: one aligned piece of stack, cut into columns.</summary>
/// <remarks>
/// The kernels run stage by stage over a block that fits the first-level cache. A stage is short, so that its values stay in
/// registers and the processor overlaps several rows' stages by itself; one long body would spill its registers to the stack.
/// Offsets are in doubles; columns of floats take half as much.
/// </remarks>
internal static class BatchScratch
{
    /// <summary>Rows in a block.</summary>
    internal const int Rows = 128;

    /// <summary>x = E/K; not a number in a lane that is left to the scalar solver.</summary>
    internal const int Ratio = 0;

    /// <summary>s = sigmaE sqrt T.</summary>
    internal const int Volatility = Rows;

    /// <summary>K = D exp(-rT).</summary>
    internal const int Debt = 2 * Rows;

    /// <summary>phi(d2).</summary>
    internal const int Density = 3 * Rows;

    /// <summary>M(|d2|).</summary>
    internal const int Mills = 4 * Rows;

    /// <summary>w = s x / (x + N(d2)).</summary>
    internal const int Width = 5 * Rows;

    /// <summary>1 / P, P = x + N(d2).</summary>
    internal const int InverseP = 6 * Rows;

    /// <summary>1 / (t + shift) for the second Mills ratio.</summary>
    internal const int InverseShifted = 7 * Rows;

    /// <summary>exp(L), L = w (d1 + d2) / 2: V/K before the last correction.</summary>
    internal const int Growth = 8 * Rows;

    /// <summary>u = v N(d1) / P - 1.</summary>
    internal const int Excess = 9 * Rows;

    /// <summary>The last step of d2.</summary>
    internal const int Step = 10 * Rows;

    /// <summary>d2 after it.</summary>
    internal const int Distance = 11 * Rows;

    /// <summary>w after it.</summary>
    internal const int FinalWidth = 12 * Rows;

    /// <summary>Where a main output goes that nobody asked for.</summary>
    internal const int Discard = 13 * Rows;

    /// <summary>d2 before the step: the guess, or in the second pass the first one's result.</summary>
    internal const int Start = 14 * Rows;

    /// <summary>x in float.</summary>
    internal const int RatioSingle = 15 * Rows;

    /// <summary>s in float.</summary>
    internal const int VolatilitySingle = RatioSingle + (Rows / 2);

    /// <summary>The guess of d2 in float; not a number outside the kernel's domain.</summary>
    internal const int Guess = VolatilitySingle + (Rows / 2);

    /// <summary>The double Mills table.</summary>
    internal const int MillsTable = Guess + (Rows / 2);

    /// <summary>The float Mills table.</summary>
    internal const int MillsTableSingle = MillsTable + (16 * 9);

    /// <summary>A byte for each vector of rows: the lanes that are left to the scalar solver.</summary>
    internal const int Uncertified = MillsTableSingle + (32);

    /// <summary>The last rows of a batch, padded to a whole vector: five inputs and eight outputs.</summary>
    internal const int Padding = Uncertified + 8;

    /// <summary>Rows in the padding.</summary>
    internal const int PaddedRows = 32;

    /// <summary>The columns of the second pass: sigmaE and seven outputs.</summary>
    internal const int SecondPass = Padding + (13 * PaddedRows);

    /// <summary>Doubles in all.</summary>
    internal const int Length = SecondPass + (8 * Rows);
}
