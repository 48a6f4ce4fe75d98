using Freeboard.Structural;
using FsCheck;
using FsCheck.Fluent;

namespace Freeboard.Tests.Structural;

/// <summary>Laws that hold for every firm, tried on random ones with a fixed replay seed.</summary>
public class TwoEquationsLawTests
{
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20240601UL, 271UL).WithQuietOnSuccess(true);

    [Fact]
    public void More_debt_never_raises_the_distance() => ForAll(Gen.Zip(Firms(), Numbers(0, 2)), pair =>
    {
        (MertonInputs firm, double decades) = pair;
        MertonSolution less = TwoEquations.Solve(firm);
        MertonSolution more = TwoEquations.Solve(firm with { DefaultPoint = firm.DefaultPoint * Math.Pow(10, decades) });
        return BothConverged(less, more) && more.D2 <= less.D2 + (1e-12 * Math.Max(1, Math.Abs(less.D2)));
    });

    [Fact]
    public void More_equity_volatility_never_raises_the_distance() => ForAll(Gen.Zip(Firms(), Numbers(0, 1)), pair =>
    {
        (MertonInputs firm, double decades) = pair;
        MertonSolution calm = TwoEquations.Solve(firm);
        MertonSolution wild = TwoEquations.Solve(firm with { EquityVolatility = firm.EquityVolatility * Math.Pow(10, decades) });
        return BothConverged(calm, wild) && wild.D2 <= calm.D2 + (1e-12 * Math.Max(1, Math.Abs(calm.D2)));
    });

    [Fact]
    public void Price_then_invert_gives_the_assets_back() => ForAll(Gen.Zip(Numbers(-2, 8), Numbers(-2, 0)), pair =>
    {
        // Assets by their distance and width: a firm that is neither so safe nor so sunk that its equity says nothing about its assets.
        (double d2, double logWidth) = pair;
        double w = Math.Pow(10, logWidth);
        double v = Math.Exp((w * d2) + (w * w / 2));
        double equity = MertonModel.EquityValue(v, w, 1, 0, 1);
        double volatility = MertonModel.EquityVolatility(v, w, 1, 0, 1);
        MertonSolution solution = TwoEquations.Solve(
            new MertonInputs { EquityValue = equity, EquityVolatility = volatility, DefaultPoint = 1, RiskFreeRate = 0, HorizonYears = 1 });
        return solution.Status == SolverStatus.Converged
            && Math.Abs((solution.AssetValue / v) - 1) < 1e-12
            && Math.Abs((solution.AssetVolatility / w) - 1) < 1e-11;
    });

    [Fact]
    public void Unit_of_money_never_matters() => ForAll(Gen.Zip(Firms(), Numbers(-6, 12)), pair =>
    {
        (MertonInputs firm, double decades) = pair;
        double unit = Math.Pow(10, decades);
        MertonSolution one = TwoEquations.Solve(firm);
        MertonSolution other = TwoEquations.Solve(firm with { EquityValue = firm.EquityValue * unit, DefaultPoint = firm.DefaultPoint * unit });

        // The products are rounded, which is a new firm a half unit away; 11 is the largest condition number among these firms.
        return BothConverged(one, other)
            && Math.Abs((other.AssetValue / (one.AssetValue * unit)) - 1) < 2e-14
            && Math.Abs((other.AssetVolatility / one.AssetVolatility) - 1) < 1e-13
            && Math.Abs(other.D2 - one.D2) < 1e-13 * Math.Max(1, Math.Abs(one.D2)) * one.ConditionNumber;
    });

    [Fact]
    public void A_unit_that_is_a_power_of_two_changes_no_bit() => ForAll(Gen.Zip(Firms(), Gen.Choose(-40, 40)), pair =>
    {
        (MertonInputs firm, int power) = pair;
        MertonSolution one = TwoEquations.Solve(firm);
        MertonSolution other = TwoEquations.Solve(firm with
        {
            EquityValue = Math.ScaleB(firm.EquityValue, power),
            DefaultPoint = Math.ScaleB(firm.DefaultPoint, power),
        });
        return BothConverged(one, other) && other == one with { AssetValue = Math.ScaleB(one.AssetValue, power) };
    });

    [Fact]
    public void Status_comes_first_and_numbers_are_there_exactly_when_it_says_so()
    {
        double[] figures = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1, 0, double.Epsilon, 1e-300, 1e-8, 0.3, 1, 7, 100, 1e12, 1e300, double.MaxValue];
        Gen<double> any = Gen.Elements(figures);
        Gen<MertonInputs> inputs =
            from e in any
            from s in any
            from d in any
            from r in any
            from t in any
            select new MertonInputs { EquityValue = e, EquityVolatility = s, DefaultPoint = d, RiskFreeRate = r, HorizonYears = t };
        ForAll(inputs, input =>
        {
            MertonSolution solution = TwoEquations.Solve(input);
            bool named = solution.OffendingInput is not null;
            return solution.Status switch
            {
                SolverStatus.Converged => double.IsFinite(solution.AssetValue) && double.IsFinite(solution.AssetVolatility) && double.IsFinite(solution.D1)
                    && double.IsFinite(solution.D2) && double.IsFinite(solution.LogDefaultProbability) && !named,
                SolverStatus.DegenerateNoDebt or SolverStatus.DegenerateNoVolatility =>
                    double.IsFinite(solution.AssetValue) && double.IsFinite(solution.AssetVolatility) && !double.IsNaN(solution.D2) && !named,
                SolverStatus.InvalidInput or SolverStatus.Underflow => double.IsNaN(solution.AssetValue) && named,
                _ => false,
            };
        });
    }

    private static void ForAll<T>(Gen<T> generator, Func<T, bool> law) => Check.One(Fixed, Prop.ForAll(generator.ToArbitrary(), law));

    private static bool BothConverged(in MertonSolution one, in MertonSolution other) =>
        one.Status == SolverStatus.Converged && other.Status == SolverStatus.Converged;

    private static Gen<double> Numbers(double low, double high) =>
        Gen.Choose(0, 1_000_000).Select(n => low + ((high - low) * (n / 1e6)));

    /// <summary>Firms from banks to shells: equity a thousandth to a thousand times the debt, volatility 5 % to 300 %, a month to ten years.</summary>
    private static Gen<MertonInputs> Firms() =>
        from equity in Numbers(-3, 3)
        from volatility in Numbers(-1.3, 0.5)
        from rate in Numbers(-0.02, 0.15)
        from horizon in Numbers(-1, 1)
        select new MertonInputs
        {
            EquityValue = 1e6 * Math.Pow(10, equity),
            EquityVolatility = Math.Pow(10, volatility),
            DefaultPoint = 1e6,
            RiskFreeRate = rate,
            HorizonYears = Math.Pow(10, horizon),
        };
}
