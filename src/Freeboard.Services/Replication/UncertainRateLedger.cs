using Freeboard.Structural;
using Freeboard.Validation;

namespace Freeboard.Services.Replication;

/// <summary>Zhan, Lin, Lou (2013) with the rate as a lognormal uncertain variable: the fit to the experts' opinions, and the expected distance of the twelve firms.</summary>
/// <remarks>
/// Liu's lognormal uncertain variable has the distribution 1 / (1 + exp(pi (e - ln x) / (sqrt3 s))) and the inverse exp(e) (a / (1 - a))^(sqrt3 s / pi). Its e and s are those of
/// least squares on the belief degrees of the printed opinions. The expected distance is the integral over a in (0, 1) of the distance at the a-quantile of the rate: the order
/// of the quantiles does not matter to the integral, so that the distance need not rise or fall in the rate.
/// </remarks>
internal static class UncertainRateLedger
{
    private const string Document = "Zhan, Lin, Lou (2013), Uncertain KMV";
    private const double HorizonYears = 1;

    /// <summary>Log odds of the belief degree beyond which nothing is left to integrate: exp(-30) is 1e-13.</summary>
    private const double Reach = 30;
    private const int Steps = 240;

    public static LedgerTable Fit(ReplicationTables tables)
    {
        PublishedTable table = tables[TableSchema.UncertainRateFit];
        (double E, double S) fitted = LeastSquares([.. Opinions(tables).Select(static o => (o.Rate.Value, o.Belief.Value))]);
        return new LedgerTable
        {
            Id = table.Id,
            Document = Document,
            Heading = "Lognormal uncertain rate: e and s by least squares on the belief degrees of five opinions",
            Rows = [.. table.Rows.Select(row => Parameter(tables, table, row, fitted))],
        };
    }

    public static LedgerTable Run(ReplicationTables tables)
    {
        PublishedTable table = tables[TableSchema.UncertainRate];
        PublishedTable inputs = tables[TableSchema.UncertainKmv];
        (double E, double S) fitted = LeastSquares([.. Opinions(tables).Select(static o => (o.Rate.Value, o.Belief.Value))]);
        return new LedgerTable
        {
            Id = table.Id,
            Document = Document,
            Heading = "Twelve listed firms, expected KMV distance over the uncertain rate that fits the five opinions, one year",
            Rows = [.. table.Rows.Select(row => new LedgerEntry
            {
                Quantity = "expected_distance_to_default",
                Unit = "1",
                Right = inputs.Rows.FirstOrDefault(r => r.Name == row.Name) is { } firm ? ExpectedDistance(inputs, firm, fitted) : null,
                InputRounding = 0,
                WhenReproduced = "The integral of the distance over the quantiles of the rate gives it.",
            }.Judge(tables, Document, table, row))],
        };
    }

    /// <summary>e and s that fit belief degrees at rates best; by Gauss and Newton on e and ln s, damped.</summary>
    internal static (double E, double S) LeastSquares(IReadOnlyList<(double Rate, double Belief)> opinions)
    {
        double e = opinions.Average(static o => Math.Log(o.Rate));
        double logS = Math.Log(0.5);
        double damping = 1e-3;
        double sum = Sum(e, logS);
        for (int iteration = 0; iteration < 200 && damping < 1e12; iteration++)
        {
            double aa = 0, ab = 0, bb = 0, ga = 0, gb = 0;
            foreach ((double rate, double belief) in opinions)
            {
                double z = Math.PI * (Math.Log(rate) - e) / (Math.Sqrt(3) * Math.Exp(logS));
                double p = 1 / (1 + Math.Exp(-z));
                double slope = p * (1 - p);
                double da = -slope * Math.PI / (Math.Sqrt(3) * Math.Exp(logS));
                double db = -slope * z;
                aa += da * da;
                ab += da * db;
                bb += db * db;
                ga += da * (belief - p);
                gb += db * (belief - p);
            }

            double determinant = ((aa * (1 + damping)) * (bb * (1 + damping))) - (ab * ab);
            double stepE = ((bb * (1 + damping) * ga) - (ab * gb)) / determinant;
            double stepS = ((aa * (1 + damping) * gb) - (ab * ga)) / determinant;
            double next = Sum(e + stepE, logS + stepS);
            if (!(next <= sum))
            {
                damping *= 10;
                continue;
            }

            (e, logS, sum) = (e + stepE, logS + stepS, next);
            damping /= 10;
            if (Math.Abs(stepE) + Math.Abs(stepS) < 1e-14)
            {
                break;
            }
        }

        return (e, Math.Exp(logS));

        double Sum(double at, double logScale)
        {
            double total = 0;
            foreach ((double rate, double belief) in opinions)
            {
                double p = 1 / (1 + Math.Exp(Math.PI * (at - Math.Log(rate)) / (Math.Sqrt(3) * Math.Exp(logScale))));
                total += (belief - p) * (belief - p);
            }

            return total;
        }
    }

    private static LedgerRow Parameter(ReplicationTables tables, PublishedTable table, PublishedRow row, (double E, double S) fitted) => new LedgerEntry
    {
        Quantity = "value",
        Unit = "1",
        Right = row.Name switch { "e" => fitted.E, "s" => fitted.S, _ => null },
        // The opinions are whole figures by choice, not rounded ones.
        InputRounding = 0,
        WhenReproduced = "Least squares on the printed opinions gives it.",
    }.Judge(tables, Document, table, row);

    private static IEnumerable<(PrintedFigure Rate, PrintedFigure Belief)> Opinions(ReplicationTables tables)
    {
        PublishedTable table = tables[TableSchema.UncertainRateExperts];
        return table.Rows.Select(row => (table.Figure(row, "rate"), table.Figure(row, "belief_degree")));
    }

    /// <summary>The integral over a of the distance at the a-quantile, by the trapezoid rule on ln(a / (1 - a)), where it converges faster than any power of the step.</summary>
    private static double? ExpectedDistance(PublishedTable inputs, PublishedRow firm, (double E, double S) fitted)
    {
        double exponent = Math.Sqrt(3) * fitted.S / Math.PI;
        double sum = 0;
        for (int i = 0; i <= Steps; i++)
        {
            double u = Reach * ((2.0 * i / Steps) - 1);
            MertonSolution solution = TwoEquations.Solve(new MertonInputs
            {
                EquityValue = inputs.Figure(firm, "equity_value").Value,
                EquityVolatility = inputs.Figure(firm, "equity_volatility").Value,
                DefaultPoint = inputs.Figure(firm, "debt").Value,
                RiskFreeRate = Math.Exp(fitted.E + (exponent * u)),
                HorizonYears = HorizonYears,
            });
            if (solution.Status != SolverStatus.Converged)
            {
                return null;
            }

            double weight = Math.Exp(-Math.Abs(u)) / Math.Pow(1 + Math.Exp(-Math.Abs(u)), 2);
            sum += weight * DistanceToDefault.Kmv(solution.AssetValue, solution.AssetVolatility, inputs.Figure(firm, "debt").Value, HorizonYears);
        }

        return sum * 2 * Reach / Steps;
    }
}
