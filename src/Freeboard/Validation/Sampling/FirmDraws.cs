using Freeboard.Numerics;

namespace Freeboard.Validation.Sampling;

/// <summary>Samples of firms: how often each was drawn in a replicate.</summary>
internal sealed class FirmDraws
{
    private readonly FirmBootstrapOptions options;
    private readonly List<int>[] rowsOf;

    internal FirmDraws(ReadOnlySpan<string> firms, FirmBootstrapOptions options)
    {
        this.options = options;
        string[] codes = [.. firms.ToArray().Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
        Dictionary<string, int> place = new(StringComparer.Ordinal);
        for (int i = 0; i < codes.Length; i++)
        {
            place[codes[i]] = i;
        }

        FirmOf = new int[firms.Length];
        rowsOf = new List<int>[codes.Length];
        for (int i = 0; i < rowsOf.Length; i++)
        {
            rowsOf[i] = [];
        }

        for (int i = 0; i < firms.Length; i++)
        {
            FirmOf[i] = place[firms[i]];
            rowsOf[FirmOf[i]].Add(i);
        }
    }

    /// <summary>Firm number of each row.</summary>
    internal int[] FirmOf { get; }

    internal int Firms => rowsOf.Length;

    /// <summary>How often each firm was drawn in a replicate.</summary>
    internal double[] Weights(int replicate)
    {
        PhiloxStream stream = new(options.Seed, (uint)replicate);
        double[] weights = new double[Firms];
        for (int i = 0; i < Firms; i++)
        {
            weights[stream.NextIndex(Firms)]++;
        }

        return weights;
    }

    /// <summary>Rows of a replicate, by firm.</summary>
    internal List<int> Rows(double[] weights)
    {
        List<int> rows = [];
        for (int firm = 0; firm < Firms; firm++)
        {
            for (int copy = 0; copy < weights[firm]; copy++)
            {
                rows.AddRange(rowsOf[firm]);
            }
        }

        return rows;
    }

    internal BootstrapInterval Interval(double? estimate, Func<double[], double?> statistic)
    {
        int next = 0;
        return Interval(estimate, () => statistic(Weights(next++)));
    }

    /// <summary>The interval of statistics that come replicate by replicate, in order.</summary>
    internal BootstrapInterval Interval(double? estimate, Func<double?> next)
    {
        if (FirmOf.Length == 0)
        {
            return new BootstrapInterval { Status = ValidationStatus.NoObservations, Level = options.Level, Firms = 0, Replicates = 0, Failed = 0 };
        }

        List<double> values = [];
        if (Firms > 1)
        {
            for (int r = 0; r < options.Replicates; r++)
            {
                if (next() is { } value && double.IsFinite(value))
                {
                    values.Add(value);
                }
            }
        }

        BootstrapInterval found = new()
        {
            Status = ValidationStatus.TooFewForError,
            Estimate = estimate,
            Level = options.Level,
            Firms = Firms,
            Replicates = values.Count,
            Failed = Firms > 1 ? options.Replicates - values.Count : 0,
        };
        if (values.Count < 2)
        {
            return found;
        }

        double mean = values.Sum() / values.Count;
        values.Sort();
        return found with
        {
            Status = ValidationStatus.Estimated,
            StandardError = Math.Sqrt(values.Sum(v => (v - mean) * (v - mean)) / (values.Count - 1)),
            Low = SampleQuantile.Of([.. values], (1 - options.Level) / 2),
            High = SampleQuantile.Of([.. values], (1 + options.Level) / 2),
        };
    }
}
