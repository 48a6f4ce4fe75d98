using System.Globalization;
using Freeboard.Services.Tables;
using Freeboard.Structural;
using Freeboard.Uncertainty;

namespace Freeboard.Services.Uncertainty;

/// <summary>What is uncertain about the firms of a table, and what is wanted.</summary>
public sealed record UncertainDistanceOptions
{
    /// <summary>The rate, continuously compounded; null to use the table's.</summary>
    /// <value>The default is null.</value>
    public UncertaintyDistribution? Rate { get; init; }

    /// <summary>The equity volatility as a multiple of the table's; null for the table's own.</summary>
    /// <value>The default is null.</value>
    public UncertaintyDistribution? VolatilityFactor { get; init; }

    /// <summary>The default point as a multiple of the table's; null for the table's own.</summary>
    /// <value>The default is null.</value>
    public UncertaintyDistribution? DefaultPointFactor { get; init; }

    /// <summary>Which distance.</summary>
    /// <value>The default is the KMV distance.</value>
    public DistanceKind Kind { get; init; } = DistanceKind.Kmv;

    /// <summary>Belief degrees at which the distance is wanted, in (0, 1).</summary>
    /// <value>The default is 0.1, 0.5, 0.9.</value>
    public IReadOnlyList<double> Beliefs { get; init; } = [0.1, 0.5, 0.9];
}

/// <summary>Distances of a table's firms under uncertain figures, beside the distance at the table's own figures.</summary>
public static class UncertainDistanceTable
{
    private static readonly string[] InputColumns = ["id", "E", "sigmaE", "D", "r", "T"];

    /// <summary>Finds the distances.</summary>
    /// <param name="bytes">The table: <c>id,E,sigmaE,D,r,T</c>, as for <c>solve</c>.</param>
    /// <param name="name">Its name in messages.</param>
    /// <param name="options">What is uncertain.</param>
    /// <param name="ignoreExtraColumns">Whether unknown columns are passed over.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public static TableOutcome Find(ReadOnlySpan<byte> bytes, string name, UncertainDistanceOptions options, bool ignoreExtraColumns = false, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(options);
        InputErrors errors = new(name);
        List<(string Id, MertonInputs Inputs)> firms = Read(bytes, errors, ignoreExtraColumns, cancellationToken);
        if (errors.Count > 0)
        {
            return new TableOutcome(null, errors.Listed, errors.Count, 0);
        }

        List<string[]> rows = [];
        int unanswered = 0;
        foreach ((string id, MertonInputs inputs) in firms)
        {
            cancellationToken.ThrowIfCancellationRequested();
            UncertainFirm firm = new()
            {
                Inputs = inputs,
                RiskFreeRate = options.Rate,
                EquityVolatility = Scaled(options.VolatilityFactor, inputs.EquityVolatility),
                DefaultPoint = Scaled(options.DefaultPointFactor, inputs.DefaultPoint),
            };
            UncertainDistance found = UncertainDistance.Of(firm, options.Kind, [.. options.Beliefs]);
            unanswered += found.Status == UncertainDistanceStatus.Converged ? 0 : 1;
            rows.Add(
            [
                id, options.Kind == DistanceKind.Kmv ? "DDKmv" : "DDRiskNeutral", BeliefFitTable.Number(Fixed(inputs, options.Kind)),
                BeliefFitTable.Number(found.Expected), BeliefFitTable.Number(found.ExpectedError), .. found.AtBeliefs.Select(BeliefFitTable.Number),
                string.Join(' ', found.Directions.Select(direction => direction.ToString())), found.Status.ToString(),
            ]);
        }

        string[] columns = ["id", "distance", "fixed", "expected", "expectedError", .. options.Beliefs.Select(belief => string.Create(CultureInfo.InvariantCulture, $"belief{belief}")), "directions", "status"];
        return new TableOutcome(new OutputTable { Name = "distances", Columns = OutputColumn.Of(columns, "id", "distance", "directions", "status"), Rows = rows }, [], 0, unanswered);
    }

    // A figure that no factor can carry stays as it is, and the two equations say what is wrong with it.
    private static ScaledUncertainty? Scaled(UncertaintyDistribution? factor, double figure) => factor is not null && figure > 0 ? new ScaledUncertainty(factor, figure) : null;

    private static double? Fixed(MertonInputs inputs, DistanceKind kind)
    {
        MertonSolution solution = TwoEquations.Solve(inputs);
        return solution.Status != SolverStatus.Converged ? null
            : kind == DistanceKind.RiskNeutral ? solution.D2
            : DistanceToDefault.Kmv(solution.AssetValue, solution.AssetVolatility, inputs.DefaultPoint, inputs.HorizonYears);
    }

    private static List<(string Id, MertonInputs Inputs)> Read(ReadOnlySpan<byte> bytes, InputErrors errors, bool ignoreExtraColumns, CancellationToken cancellationToken)
    {
        List<(string, MertonInputs)> firms = [];
        if (errors.Decode(bytes) is not { } text)
        {
            return firms;
        }

        using StringReader reader = new(text);
        using InputTable? table = InputTable.Open(reader, errors, string.Join(',', InputColumns));
        table?.CheckColumns(InputColumns, InputColumns, ignoreExtraColumns, $"The columns are {string.Join(',', InputColumns)}; their case matters");
        bool usable = table is not null && errors.Count == 0;
        while (usable && table!.Read(cancellationToken))
        {
            if (!table.IsWhole)
            {
                continue;
            }

            double?[] figures = [.. InputColumns.Skip(1).Select(column => table.Number(column))];
            if (figures.All(figure => figure is not null))
            {
                firms.Add((table.Text("id"), new MertonInputs
                {
                    EquityValue = figures[0]!.Value,
                    EquityVolatility = figures[1]!.Value,
                    DefaultPoint = figures[2]!.Value,
                    RiskFreeRate = figures[3]!.Value,
                    HorizonYears = figures[4]!.Value,
                }));
            }
        }

        return firms;
    }
}
