using Freeboard.Learning;
using Freeboard.Provenance;
using Freeboard.Services.Scoring;
using Freeboard.Services.Tables;

namespace Freeboard.Services.Learning;

/// <summary>A file as networks learn from it.</summary>
internal sealed class NetworkData
{
    private NetworkData(InputFile source, IReadOnlyList<NetworkColumn> columns, double[] raw, bool[] bad, double[] weights, double[] edfs, IReadOnlyList<AuxiliaryTarget> targets, double[] auxiliary, int[] units)
    {
        Source = source;
        Columns = columns;
        Names = NetworkColumns.Names(columns);
        Raw = raw;
        Bad = bad;
        Labels = [.. bad.Select(static b => b ? 1.0 : 0)];
        Weights = weights;
        Edfs = edfs;
        Offsets = [.. edfs.Select(NetworkModel.OffsetOf)];
        Targets = targets;
        Auxiliary = auxiliary;
        Units = units;
    }

    internal InputFile Source { get; }

    internal IReadOnlyList<NetworkColumn> Columns { get; }

    /// <summary>Names of the encoder's columns.</summary>
    internal string[] Names { get; }

    /// <summary>Numbers row by row.</summary>
    internal double[] Raw { get; }

    internal bool[] Bad { get; }

    internal double[] Labels { get; }

    /// <summary>Empty without a column of weights.</summary>
    internal double[] Weights { get; }

    /// <summary>Empty without a column of EDFs.</summary>
    internal double[] Edfs { get; }

    internal double[] Offsets { get; }

    internal IReadOnlyList<AuxiliaryTarget> Targets { get; }

    internal double[] Auxiliary { get; }

    /// <summary>Probabilities by other models, column by column.</summary>
    internal IReadOnlyList<(string Name, double[] Probabilities)> Rivals { get; private init; } = [];

    /// <summary>The number of a row's group, or of the row, from 0 in the order of the file.</summary>
    internal int[] Units { get; }

    internal int Count => Bad.Length;

    internal static NetworkData? Read(ReadOnlySpan<byte> bytes, string name, NetworkOptions options, InputErrors errors, CancellationToken cancellationToken)
    {
        string[] parts = [.. new[] { options.Target, options.Edf, options.Weight, options.Group }.OfType<string>(), .. options.Auxiliary.Select(static a => a.Column), .. options.Rivals];
        ScoringTable? table = ScoringTable.Read(bytes, name, errors, parts.Concat(options.Features).Concat(options.Ignored).Distinct(StringComparer.Ordinal), "Name columns of the file in --target, --edf, --features, --auxiliary, --weight, --group and --ignore", cancellationToken);
        if (table is null)
        {
            return null;
        }

        HashSet<string> missing = [.. options.Missing];
        bool[] bad = table.Outcomes(options.Target, options.Bad, errors);
        double[] weights = table.Weights(options.Weight, errors);
        double[] edfs = options.Edf is null ? [] : NetworkColumns.Edfs(table, options.Edf, errors);
        string[] features = options.Features.Count > 0 ? [.. options.Features] : [.. table.Header.Where(c => !parts.Contains(c) && !options.Ignored.Contains(c))];
        if (features.Length == 0)
        {
            errors.Add(1, "", "NO-FEATURES", "No column is left to learn from", "Name some in --features, or leave fewer out");
        }

        NetworkColumn[] columns = NetworkColumns.Of(table, features, missing, errors);
        double[] raw = errors.Count > 0 ? [] : NetworkColumns.Read(table, columns, missing, errors);
        (AuxiliaryTarget Target, double[] Values)[] auxiliary = [.. options.Auxiliary.Select(a => Target(a, NetworkColumns.Optional(table, a.Column, missing, errors), errors))];
        (string, double[])[] rivals = [.. options.Rivals.Select(column => (column, NetworkColumns.Edfs(table, column, errors)))];
        int[] units = [.. Enumerable.Range(0, table.Count)];
        if (options.Group is { } group)
        {
            Dictionary<string, int> numbers = new(StringComparer.Ordinal);
            units = [.. table[group].Select(cell => numbers.TryGetValue(cell, out int number) ? number : numbers[cell] = numbers.Count)];
        }

        return errors.Count > 0
            ? null
            : new NetworkData(table.Source, columns, raw, bad, weights, edfs, [.. auxiliary.Select(static a => a.Target)], [.. Enumerable.Range(0, table.Count).SelectMany(row => auxiliary.Select(a => a.Values[row]))], units) { Rivals = rivals };
    }

    /// <summary>The rows as a network takes them.</summary>
    internal TrainingSample Sample(FeatureEncoder encoder, bool auxiliary) => new()
    {
        Inputs = encoder.Inputs,
        Features = encoder.EncodeAll(Raw),
        Labels = Labels,
        Weights = Weights,
        Offsets = Offsets,
        Auxiliary = auxiliary ? Auxiliary : ReadOnlyMemory<double>.Empty,
        Groups = Units,
    };

    /// <summary>Raw values of some rows.</summary>
    internal double[] Rows(IReadOnlyList<int> rows)
    {
        double[] values = new double[rows.Count * Names.Length];
        for (int i = 0; i < rows.Count; i++)
        {
            Raw.AsSpan(rows[i] * Names.Length, Names.Length).CopyTo(values.AsSpan(i * Names.Length));
        }

        return values;
    }

    /// <summary>Numbers are brought to mean 0 and deviation 1, so that a unit gives no target more weight.</summary>
    private static (AuxiliaryTarget, double[]) Target(AuxiliaryColumn column, double[] values, InputErrors errors)
    {
        double[] present = [.. values.Where(static v => !double.IsNaN(v))];
        bool isShare = present.All(static v => v is >= 0 and <= 1);
        AuxiliaryLoss loss = column.Loss ?? (isShare ? AuxiliaryLoss.Binary : AuxiliaryLoss.Huber);
        if (loss == AuxiliaryLoss.Binary && !isShare)
        {
            errors.Add(0, column.Column, "TARGET-OUT-OF-RANGE", "A binary target lies outside 0 to 1", "Give shares or 0 and 1, or another loss: COLUMN:huber");
        }

        if (present.Length == 0)
        {
            errors.Add(0, column.Column, "COLUMN-EMPTY", "No row has the auxiliary target", "Leave it out of --auxiliary");
        }

        if (loss != AuxiliaryLoss.Binary && present.Length > 0)
        {
            double mean = present.Average();
            double deviation = Math.Sqrt(present.Sum(v => (v - mean) * (v - mean)) / present.Length);
            values = [.. values.Select(v => deviation > 0 ? (v - mean) / deviation : v - mean)];
        }

        return (new AuxiliaryTarget(column.Column, loss, column.Weight), values);
    }
}
