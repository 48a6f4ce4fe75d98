using System.Runtime.InteropServices;

namespace Freeboard.Volatility.Garch;

/// <summary>Memory of one thread for fits: columns of one sample, and the likelihood with its derivatives at the last point evaluated.</summary>
internal sealed class GarchWorkspace
{
    /// <summary>Doubles in the row of derivatives of one day: a cache line.</summary>
    internal const int RowLength = 8;

    [ThreadStatic]
    private static GarchWorkspace? ofThread;

    private int capacity;

    /// <summary>The workspace of this thread; nothing in it outlives a fit.</summary>
    internal static GarchWorkspace OfThread => ofThread ??= new GarchWorkspace();

    /// <summary>Observations in use.</summary>
    internal int Count { get; private set; }

    /// <summary>Scaled returns.</summary>
    internal double[] Returns { get; private set; } = [];

    /// <summary>The return of the day before, scaled; zeros without an autoregression.</summary>
    internal double[] Lagged { get; private set; } = [];

    /// <summary>Residuals e_t.</summary>
    internal double[] Residuals { get; private set; } = [];

    /// <summary>The sign that |z_t| is taken with in EGARCH: +1 or -1. Frozen while a piece of the likelihood is climbed.</summary>
    internal double[] Signs { get; private set; } = [];

    /// <summary>z_t.</summary>
    internal double[] Standardized { get; private set; } = [];

    /// <summary>1 / sqrt(h_t).</summary>
    internal double[] InverseDeviations { get; private set; } = [];

    /// <summary>ln h_t in EGARCH, h_t elsewhere.</summary>
    internal double[] States { get; private set; } = [];

    /// <summary>The derivative of the log-likelihood of later days in the state of the day after t.</summary>
    internal double[] Adjoints { get; private set; } = [];

    /// <summary>Rows of d ln h_t in the parameters, <see cref="RowLength"/> doubles each, on cache lines of memory that does not move.</summary>
    internal double[] Rows { get; private set; } = [];

    /// <summary>Where the first row starts in <see cref="Rows"/>.</summary>
    internal int RowOffset { get; private set; }

    /// <summary>ln f summed over the sample.</summary>
    internal double LogLikelihood { get; set; }

    /// <summary>Its gradient in all parameters of the layout.</summary>
    internal double[] Gradient { get; } = new double[ParameterLayout.Largest];

    /// <summary>Its Hessian, rows of <see cref="ParameterLayout.Largest"/>.</summary>
    internal double[] Hessian { get; } = new double[ParameterLayout.Largest * ParameterLayout.Largest];

    /// <summary>The sum of the outer products of the scores, rows of <see cref="ParameterLayout.Largest"/>.</summary>
    internal double[] OuterProduct { get; } = new double[ParameterLayout.Largest * ParameterLayout.Largest];

    /// <summary>Makes room.</summary>
    internal void Resize(int count)
    {
        Count = count;
        if (count <= capacity)
        {
            return;
        }

        capacity = count;
        Returns = new double[count];
        Lagged = new double[count];
        Residuals = new double[count];
        Signs = new double[count];
        Standardized = new double[count];
        InverseDeviations = new double[count];
        States = new double[count];
        Adjoints = new double[count];
        Rows = GC.AllocateUninitializedArray<double>((count * RowLength) + RowLength, pinned: true);
        unsafe
        {
            nint address = (nint)System.Runtime.CompilerServices.Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(Rows));
            RowOffset = (int)((64 - (address & 63)) & 63) / sizeof(double);
        }
    }
}
