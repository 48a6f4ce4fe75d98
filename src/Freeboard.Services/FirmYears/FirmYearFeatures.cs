using System.Globalization;
using Freeboard.DefaultPoint;
using Freeboard.Structural;
using Freeboard.Structural.Batch;
using Freeboard.Structural.Windows;

namespace Freeboard.Services.FirmYears;

/// <summary>Distances of a panel of firm-years under one policy.</summary>
public sealed class FirmYearFeatures
{
    /// <summary>Share of the market value that a firm's default point is taken to be at least: a firm without debt gets a long distance rather than none.</summary>
    public const double SmallestDebtShare = 1e-4;

    private FirmYearFeatures(FirmYearPolicy policy, IReadOnlyList<FirmYearDistance> rows, IReadOnlyList<string> notes)
    {
        Policy = policy;
        Rows = rows;
        Notes = notes;
    }

    /// <summary>The policy.</summary>
    public FirmYearPolicy Policy { get; }

    /// <summary>One entry a row, in the order of the rows.</summary>
    public IReadOnlyList<FirmYearDistance> Rows { get; }

    /// <summary>What a reader should know: how many rows took which volatility, how many have no distance, how many debts were floored.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>Computes the distances.</summary>
    /// <param name="rows">The rows, in any order; a firm's earlier rows are its history.</param>
    /// <param name="policy">The policy.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>A distance a row. A row's answer depends on its own figures, its firm's earlier rows and the policy alone.</returns>
    public static FirmYearFeatures Of(IReadOnlyList<FirmYear> rows, FirmYearPolicy policy, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(rows);
        ArgumentNullException.ThrowIfNull(policy);
        int n = rows.Count;
        FirmYearHistory[] histories = FirmYearHistories.Of(rows);
        double[] equity = new double[n], volatility = new double[n], debt = new double[n], rate = new double[n], horizon = new double[n];
        double[] assets = new double[n], assetVolatility = new double[n], d2 = new double[n];
        SolverStatus[] status = new SolverStatus[n];
        WeightedDefaultPoint point = new(policy.DefaultPointWeight);
        int floored = 0, given = 0, missing = 0;
        for (int i = 0; i < n; i++)
        {
            FirmYear row = rows[i];
            equity[i] = row.MarketValue;
            given += row.EquityVolatility is null ? 0 : 1;
            volatility[i] = row.EquityVolatility ?? policy.Volatility.Volatility(histories[i]);
            _ = point.TryApply(new Liabilities { Current = row.CurrentLiabilities, NonCurrent = row.LongTermDebt }, out double owed);
            double least = SmallestDebtShare * row.MarketValue;
            floored += owed < least ? 1 : 0;
            debt[i] = Math.Max(owed, least);
            rate[i] = policy.RiskFreeRate;
            horizon[i] = policy.HorizonYears;
        }

        TwoEquations.SolveBatch(
            new MertonColumns { EquityValue = equity, EquityVolatility = volatility, DefaultPoint = debt, RiskFreeRate = rate, HorizonYears = horizon },
            new MertonSolutionColumns { AssetValue = assets, AssetVolatility = assetVolatility, D2 = d2, Status = status },
            cancellationToken: cancellationToken);
        FirmYearDistance[] answers = new FirmYearDistance[n];
        for (int i = 0; i < n; i++)
        {
            double? distance = status[i] == SolverStatus.Converged ? DistanceOf(policy, histories[i], volatility[i], debt[i], assets[i], assetVolatility[i], d2[i]) : null;
            missing += distance is null ? 1 : 0;
            answers[i] = new FirmYearDistance(rows[i], volatility[i], rows[i].EquityVolatility is null ? policy.Volatility.Name : "given", debt[i], distance, status[i]);
        }

        return new FirmYearFeatures(policy, answers, NotesOf(policy, n, given, floored, missing));
    }

    private static double DistanceOf(FirmYearPolicy policy, in FirmYearHistory history, double volatility, double debt, double assets, double assetVolatility, double d2)
    {
        double horizon = policy.HorizonYears;
        double drift = policy.Drift(history);
        return policy.Distance switch
        {
            FirmYearDistanceKind.Kmv => DistanceToDefault.Kmv(assets, assetVolatility, debt, horizon),

            // The two equations' own leverage: an equity that drifts x above the rate has assets that drift x sigmaV / sigmaE above it.
            FirmYearDistanceKind.Physical => DistanceToDefault.Physical(assets, assetVolatility, debt, policy.RiskFreeRate + ((drift - policy.RiskFreeRate) * assetVolatility / volatility), horizon),
            FirmYearDistanceKind.Naive => NaiveDistance.Of(history.Now.MarketValue, volatility, debt, drift, horizon),
            _ => d2,
        };
    }

    private static List<string> NotesOf(FirmYearPolicy policy, int rows, int given, int floored, int missing)
    {
        List<string> notes = [string.Create(CultureInfo.InvariantCulture, $"Equity volatility: {given} of {rows} rows as given, {rows - given} by the policy {policy.Volatility.Name}")];
        if (floored > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{floored} rows owe less than {SmallestDebtShare:R} of their market value; their default point is taken at that share"));
        }

        if (missing > 0)
        {
            notes.Add(string.Create(CultureInfo.InvariantCulture, $"{missing} rows have no distance"));
        }

        return notes;
    }
}
