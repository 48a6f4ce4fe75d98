using Freeboard.Numerics;
using Freeboard.Structural;

namespace Freeboard.Learning;

/// <summary>What a simulated market is like.</summary>
public sealed record SimulatedMarketOptions
{
    /// <summary>Firm-years, 1 to 10,000,000.</summary>
    /// <value>The default value is 20,000.</value>
    public int Firms
    {
        get;
        init => field = value is >= 1 and <= 10_000_000 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in 1 to 10,000,000.");
    } = 20_000;

    /// <summary>Seed; any value.</summary>
    /// <value>The default value is 1.</value>
    public ulong Seed { get; init; } = 1;

    /// <summary>How much accounts tell of what the stock market does not know, in [0, 1]: 0 is nothing.</summary>
    /// <value>The default value is 1.</value>
    public double Candour
    {
        get;
        init => field = value is >= 0 and <= 1 ? value : throw new ArgumentOutOfRangeException(nameof(value), value, "Must lie in [0, 1].");
    } = 1;
}

/// <summary>Simulates firm-years whose stock market values them by Merton's model on reported debt, while accounts tell of debt that is not reported and of profits to come.</summary>
/// <remarks>
/// <para>A firm has assets V = 100, true asset volatility 0.25 exp(0.35 z), reported default point K with K / V uniform on [0.2, 0.95], hidden debt: true default point K exp(0.2 h), profitability q, all z, h, q standard normal and independent.
/// Equity and its volatility follow from Merton's equations on K, r = 0.03, T = 1; the observed volatility has an error of 10 % (lognormal). EDF = N(-DDRiskNeutral) of the two equations solved on them.
/// Assets drift at 0.05 + 0.08 q and default is V(1) below the true default point; the later default looks at the ends of years 2 and 3 too. One firm in five is lost from sight after its year.</para>
/// <para>Accounts: return on assets 0.04 + 0.03 q, retained earnings 0.2 + 0.1 q, interest burden 0.05 + 0.01 h, working capital 0.15 - 0.05 h, each with an error of the size of its signal; turnover and size are noise. With <see cref="SimulatedMarketOptions.Candour"/> c the signal is multiplied by c, the error is not.
/// Return and burden are missing for one firm in twenty.</para>
/// <para>Deterministic: a firm's figures depend on seed and number alone; a larger market holds a smaller one unchanged.</para>
/// </remarks>
public static class SimulatedMarket
{
    private const double Assets = 100;
    private const double Rate = 0.03;

    /// <summary>Simulates.</summary>
    /// <param name="options">Which market.</param>
    public static IReadOnlyList<SimulatedFirm> Of(SimulatedMarketOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        SimulatedFirm[] firms = new SimulatedFirm[options.Firms];
        for (int i = 0; i < firms.Length; i++)
        {
            firms[i] = Firm(new PhiloxStream(options.Seed, (uint)i, 0x4C65), options.Candour);
        }

        return firms;
    }

    private static SimulatedFirm Firm(PhiloxStream stream, double candour)
    {
        double volatility = 0.25 * Math.Exp(0.35 * stream.NextNormal());
        double reported = Assets * (0.2 + (0.75 * stream.NextUniform()));
        double hidden = stream.NextNormal();
        double profit = stream.NextNormal();
        double owed = reported * Math.Exp(0.2 * hidden);
        double equity = MertonModel.EquityValue(Assets, volatility, reported, Rate, 1);
        double observed = MertonModel.EquityVolatility(Assets, volatility, reported, Rate, 1) * Math.Exp(0.1 * stream.NextNormal());
        MertonSolution solution = TwoEquations.Solve(new MertonInputs { EquityValue = equity, EquityVolatility = observed, DefaultPoint = reported, RiskFreeRate = Rate, HorizonYears = 1 });

        // Every firm of these ranges solves; a firm that did not would have the largest EDF, not a hole.
        double edf = solution.Status == SolverStatus.Converged ? Math.Exp(solution.LogDefaultProbability) : 1;
        double drift = 0.05 + (0.08 * profit) - (0.5 * volatility * volatility);
        Span<double> log = stackalloc double[3];
        double path = 0;
        for (int year = 0; year < 3; year++)
        {
            path += drift + (volatility * stream.NextNormal());
            log[year] = path;
        }

        double limit = Math.Log(owed / Assets);
        bool defaulted = log[0] < limit;
        bool later = defaulted || log[1] < limit || log[2] < limit;
        double Account(double centre, double size, double signal) => centre + (size * ((candour * signal) + stream.NextNormal()));
        double income = Account(0.04, 0.03, profit);
        double retained = Account(0.2, 0.1, profit);
        double burden = Account(0.05, 0.01, hidden);
        double capital = Account(0.15, -0.05, hidden);
        double turnover = 1 + (0.4 * stream.NextNormal());
        double size = 6 + (1.5 * stream.NextNormal());
        bool silent = stream.NextUniform() < 0.05;
        bool unpaid = stream.NextUniform() < 0.05;
        bool lost = stream.NextUniform() < 0.2;
        return new SimulatedFirm(
            Math.Min(edf, 1), silent ? null : income, capital, retained, unpaid ? null : burden, turnover, size, defaulted,
            defaulted ? 1 - Math.Exp(log[0] - limit) : null, defaulted ? null : log[0] / volatility, lost ? null : later);
    }
}
