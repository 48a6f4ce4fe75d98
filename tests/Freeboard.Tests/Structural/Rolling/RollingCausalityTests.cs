using Freeboard.Structural.Rolling;
using Freeboard.Structural.Windows;

namespace Freeboard.Tests.Structural.Rolling;

/// <summary>A day's bits know nothing of later days: a history that goes on otherwise, or ends, says the same of every day before.</summary>
public class RollingCausalityTests
{
    [Fact]
    public void Other_later_days_change_no_bit_of_a_fixed_point() => LaterDaysChangeNothing<FixedPointMethod>();

    [Fact]
    public void Other_later_days_change_no_bit_of_a_likelihood() => LaterDaysChangeNothing<LikelihoodMethod>();

    private static void LaterDaysChangeNothing<TMethod>()
        where TMethod : struct, IRollingMethod
    {
        int compared = 0;
        int changed = 0;
        for (uint firm = 0; firm < 6; firm++)
        {
            SimulatedHistory history = SimulatedHistory.Make(firm, 900, rough: true);
            SimulatedHistory.RollingResult before = Roll<TMethod>(history);
            for (int cut = 260; cut < 890; cut += 37)
            {
                SimulatedHistory other = SimulatedHistory.Make(firm, 900, rough: true);
                for (int day = cut; day < other.Length; day++)
                {
                    other.Equity[day] *= day % 2 == 0 ? 1.37 : 0.71;
                    other.Debt[day] *= 1.9;
                    other.Rates[day] += 0.01;
                }

                SimulatedHistory.RollingResult after = Roll<TMethod>(other);
                for (int day = 0; day < cut; day++)
                {
                    Assert.Equal(before.Statuses[day], after.Statuses[day]);
                    Assert.Equal(Bits(before, day), Bits(after, day));
                    compared += before.Statuses[day] == EstimationStatus.Converged ? 1 : 0;
                }

                changed += Bits(before, cut) != Bits(after, cut) ? 1 : 0;
            }
        }

        // A law over days that have no estimate would hold for nothing, and so would one over days that never change.
        Assert.True(compared > 15000 && changed > 90, $"{compared} days compared, {changed} of the days themselves changed");
    }

    private static SimulatedHistory.RollingResult Roll<TMethod>(SimulatedHistory history)
        where TMethod : struct, IRollingMethod => Lane8.IsSupported
        ? history.Roll<Lane8, TMethod>()
        : Lane4.IsSupported ? history.Roll<Lane4, TMethod>() : history.Roll<Lane2, TMethod>();

    private static (long, long, long, long, long) Bits(SimulatedHistory.RollingResult result, int day) => (
        BitConverter.DoubleToInt64Bits(result.Volatility[day]),
        BitConverter.DoubleToInt64Bits(result.Assets[day]),
        BitConverter.DoubleToInt64Bits(result.Drift[day]),
        BitConverter.DoubleToInt64Bits(result.Error[day]),
        BitConverter.DoubleToInt64Bits(result.LogLikelihood[day]));
}
