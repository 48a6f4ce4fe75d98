using Freeboard.Numerics;
using Freeboard.Structural.Rolling;

namespace Freeboard.Tests.Structural.Rolling;

/// <summary>The polynomials that stand for the solved equation on cells of ln(E/K).</summary>
public class InverseCellTests
{
    private const int Nodes = ChebyshevNodes.Count;

    [Theory]
    [InlineData(1e-4)]
    [InlineData(1e-3)]
    [InlineData(0.01)]
    [InlineData(0.05)]
    [InlineData(0.2)]
    [InlineData(0.6)]
    [InlineData(2)]
    [InlineData(8)]
    public void A_days_figures_are_those_of_the_solved_equation(double volatility)
    {
        double[] width = [.. Enumerable.Range(0, Nodes).Select(k => volatility * Math.Exp(0.4 * ChebyshevNodes.Points[k]))];
        var cells = new InverseCells(width, NodeFunctions.Count<LikelihoodMethod>());
        var random = new PhiloxStream(77, 1);
        double[] exact = new double[6 * Lane2.Width];
        double[] errors = new double[6];
        for (int i = 0; i < 3000; i++)
        {
            double logRatio = -14 + (22 * random.NextUniform());
            int cell = InverseCells.CellOf(logRatio, out double place);
            cells.Make<Lane2, LikelihoodMethod>(cell);
            int offset = cells.OffsetOf(cell);
            Assert.True(offset >= 0, $"ln x = {logRatio:R}");
            for (int node = 0; node < Nodes; node += Lane2.Width)
            {
                NodeFunctions.At<Lane2, LikelihoodMethod>(RollingPanel.ExpOf(logRatio), Lane2.Load(ref width[0], node), ref exact[0], Lane2.Width);
                for (int function = 0; function < 6; function++)
                {
                    double value = 0;
                    for (int m = InverseCells.Terms - 1; m >= 0; m--)
                    {
                        value = (value * place) + cells.Memory[offset + node + (((function * InverseCells.Terms) + m) * Nodes)];
                    }

                    // y and z are of the size of w near the strike, where rounding is that of the difference of two numbers of size one.
                    double size = function is 0 or 1 or 2 ? width[node] : 1 + Math.Abs(exact[function * Lane2.Width]);
                    double rounding = function == 0 ? 4e-15 * (1 + Math.Abs(exact[0])) : function < 3 ? 4e-15 : 4e-15 / width[node];
                    double unit = size + (rounding / Allowed(function));
                    errors[function] = Math.Max(errors[function], Math.Abs(value - exact[function * Lane2.Width]) / unit);
                }
            }
        }

        string measured = string.Join(' ', errors.Select(e => e.ToString("0.0e0", System.Globalization.CultureInfo.InvariantCulture)));
        Assert.All(errors.Index(), error => Assert.True(error.Item < Allowed(error.Index), measured));
    }

    /// <summary>y to 1e-13 of w; the others enter slopes and sums and need less.</summary>
    private static double Allowed(int function) => function == 0 ? 1e-13 : 5e-12;

    [Fact]
    public void An_engine_that_has_seen_other_firms_gives_the_same_bits()
    {
        SimulatedHistory history = SimulatedHistory.Make(5, 900, rough: true);
        double[] fresh = RunAfter([], history);
        double[] later = RunAfter([SimulatedHistory.Make(1, 700, rough: true), SimulatedHistory.Make(2, 700, rough: false), SimulatedHistory.Make(9, 500, rough: true)], history);
        Assert.Contains(fresh, value => !double.IsNaN(value));
        Assert.Equal(fresh, later);
    }

    [Fact]
    public void Beyond_the_grid_a_day_is_solved_by_itself()
    {
        Assert.Equal(InverseCells.ByItself, InverseCells.CellOf(-64.01, out _));
        Assert.Equal(InverseCells.ByItself, InverseCells.CellOf(72, out _));
        Assert.Equal(InverseCells.ByItself, InverseCells.CellOf(double.NaN, out _));
        int cell = InverseCells.CellOf(0.3, out double place);
        Assert.Equal(0.375, InverseCells.Middle(cell));
        Assert.Equal(-0.6, place, 1e-15);
    }

    private static double[] RunAfter(SimulatedHistory[] before, SimulatedHistory history)
    {
        var engine = new RollingEngine();
        double[] volatilities = [];
        foreach (SimulatedHistory each in (SimulatedHistory[])[.. before, history])
        {
            var result = new SimulatedHistory.RollingResult(each.Length);
            engine.Run<Lane2, FixedPointMethod>(each.Window(0, each.Length), each.Dates, result.Columns, RollingOptions.Default);
            volatilities = result.Volatility;
        }

        return volatilities;
    }
}
