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

    /// <summary>Rows from one column to the next: a stage that works ahead writes a pair of vectors beyond the block's last row.</summary>
    internal const int Column = Rows + 16;

    /// <summary>Room for the larger of the tables of doubles: eight lanes choose among 16 pieces of 9, and 3 x 16 powers.</summary>
    internal const int DoublesInTable = 16 * 12;

    /// <summary>Room for the larger of the tables of floats.</summary>
    internal const int FloatsInTable = 16 * 6;

    /// <summary>x = E/K; not a number in a lane that is left to the scalar solver.</summary>
    internal const int Ratio = 0;

    /// <summary>s x, s = sigmaE sqrt T.</summary>
    internal const int Product = 1 * Column;

    /// <summary>K = D exp(-rT).</summary>
    internal const int Debt = 2 * Column;

    /// <summary>d2 before the step: the guess, or in the second pass the first one's result.</summary>
    internal const int Start = 3 * Column;

    /// <summary>phi(d2).</summary>
    internal const int Density = 4 * Column;

    /// <summary>M(|d2|).</summary>
    internal const int Mills = 5 * Column;

    /// <summary>P = x + N(d2).</summary>
    internal const int Probability = 6 * Column;

    /// <summary>1 / P.</summary>
    internal const int InverseP = 7 * Column;

    /// <summary>w = s x / P.</summary>
    internal const int Width = 8 * Column;

    /// <summary>exp(L), L = w (d1 + d2) / 2: V/K before the last correction.</summary>
    internal const int Growth = 9 * Column;

    /// <summary>exp(L) - 1.</summary>
    internal const int Gain = 10 * Column;

    /// <summary>M(|d1|), or for small w M(|d2 + w/2|).</summary>
    internal const int OtherMills = 11 * Column;

    /// <summary>u = v N(d1) / P - 1.</summary>
    internal const int Excess = 12 * Column;

    /// <summary>The last step of d2.</summary>
    internal const int Step = 13 * Column;

    /// <summary>d2 after it.</summary>
    internal const int Distance = 14 * Column;

    /// <summary>What it adds to N(d2).</summary>
    internal const int Moved = 15 * Column;

    /// <summary>w after it.</summary>
    internal const int FinalWidth = 16 * Column;

    /// <summary>1 / (t + 4) for the next Mills ratio.</summary>
    internal const int Inverse = 17 * Column;

    /// <summary>Where a main output goes that nobody asked for.</summary>
    internal const int Discard = 18 * Column;

    /// <summary>x in float.</summary>
    internal const int RatioSingle = 19 * Column;

    /// <summary>s x in float.</summary>
    internal const int ProductSingle = RatioSingle + (Column / 2);

    /// <summary>b = ln(1 + x)/w0 - w0/2 in float.</summary>
    internal const int BoundSingle = ProductSingle + (Column / 2);

    /// <summary>w0 = s x / (1 + x) in float.</summary>
    internal const int NarrowSingle = BoundSingle + (Column / 2);

    /// <summary>The guess of d2 in float; not a number outside the kernel's domain.</summary>
    internal const int Guess = NarrowSingle + (Column / 2);

    /// <summary>phi(d2) in float.</summary>
    internal const int DensitySingle = Guess + (Column / 2);

    /// <summary>M(|d2|) in float.</summary>
    internal const int MillsSingle = DensitySingle + (Column / 2);

    /// <summary>1 / P in float.</summary>
    internal const int InverseSingle = MillsSingle + (Column / 2);

    /// <summary>w in float.</summary>
    internal const int WidthSingle = InverseSingle + (Column / 2);

    /// <summary>d2 after the step in float.</summary>
    internal const int StartSingle = WidthSingle + (Column / 2);

    /// <summary>The tables of doubles.</summary>
    internal const int Table = StartSingle + (Column / 2);

    /// <summary>The tables of floats.</summary>
    internal const int TableSingle = Table + DoublesInTable;

    /// <summary>A byte for each vector of rows: the lanes that are left to the scalar solver.</summary>
    internal const int Uncertified = TableSingle + (FloatsInTable / 2);

    /// <summary>The last rows of a batch, padded to a whole vector: five inputs and eight outputs.</summary>
    internal const int Padding = Uncertified + 8;

    /// <summary>Rows in the padding.</summary>
    internal const int PaddedRows = 32;

    /// <summary>The columns of the second pass: sigmaE and seven outputs.</summary>
    internal const int SecondPass = Padding + (13 * PaddedRows);

    /// <summary>Doubles in all.</summary>
    internal const int Length = SecondPass + (8 * Rows);
}
