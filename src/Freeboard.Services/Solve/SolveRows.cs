using System.Runtime.InteropServices;
using Freeboard.Structural;
using Freeboard.Structural.Batch;

namespace Freeboard.Services.Solve;

/// <summary>The rows of a table as columns, and their solution as one batch.</summary>
internal sealed class SolveRows
{
    private readonly List<string> ids = [];
    private readonly List<double> equityValues = [];
    private readonly List<double> equityVolatilities = [];
    private readonly List<double> defaultPoints = [];
    private readonly List<double> riskFreeRates = [];
    private readonly List<double> horizons = [];

    /// <summary>Adds a row; the figures in the order E, sigmaE, D, r, T.</summary>
    internal void Add(string id, ReadOnlySpan<double> figures)
    {
        ids.Add(id);
        equityValues.Add(figures[0]);
        equityVolatilities.Add(figures[1]);
        defaultPoints.Add(figures[2]);
        riskFreeRates.Add(figures[3]);
        horizons.Add(figures[4]);
    }

    internal SolvedRow[] Solve(CancellationToken cancellationToken)
    {
        int count = ids.Count;
        double[] assetValues = new double[count];
        double[] assetVolatilities = new double[count];
        double[] d1 = new double[count];
        double[] d2 = new double[count];
        double[] logProbabilities = new double[count];
        double[] conditions = new double[count];
        SolverStatus[] statuses = new SolverStatus[count];
        TwoEquations.SolveBatch(
            new MertonColumns
            {
                EquityValue = CollectionsMarshal.AsSpan(equityValues),
                EquityVolatility = CollectionsMarshal.AsSpan(equityVolatilities),
                DefaultPoint = CollectionsMarshal.AsSpan(defaultPoints),
                RiskFreeRate = CollectionsMarshal.AsSpan(riskFreeRates),
                HorizonYears = CollectionsMarshal.AsSpan(horizons),
            },
            new MertonSolutionColumns
            {
                AssetValue = assetValues,
                AssetVolatility = assetVolatilities,
                D1 = d1,
                D2 = d2,
                LogDefaultProbability = logProbabilities,
                ConditionNumber = conditions,
                Status = statuses,
            },
            cancellationToken: cancellationToken);
        SolvedRow[] rows = new SolvedRow[count];
        for (int i = 0; i < count; i++)
        {
            rows[i] = new SolvedRow
            {
                Id = ids[i],
                AssetValue = assetValues[i],
                AssetVolatility = assetVolatilities[i],
                D1 = d1[i],
                D2 = d2[i],
                LogDefaultProbability = logProbabilities[i],
                ConditionNumber = conditions[i],
                Status = statuses[i],
            };
        }

        return rows;
    }
}
