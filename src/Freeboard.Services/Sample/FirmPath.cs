using Freeboard.Numerics;

namespace Freeboard.Services.Sample;

/// <summary>A firm's true history: asset value and default point on every trading day of the world, and when it failed.</summary>
/// <remarks>
/// ln V moves by a market, an industry and a firm factor of total volatility sigma_V, plus compensated lognormal jumps where the firm has them
/// (Merton 1976). The default point is smooth: it grows and follows assets slowly, so it adds nothing to the volatility of equity.
/// A failing firm's drift is steered so that V / D sinks to 0.8; a drift does not enter the value of its equity.
/// </remarks>
internal sealed class FirmPath
{
    /// <summary>Assets below this part of the default point count as default.</summary>
    private const double DefaultLevel = 0.9;

    private const double SunkLevel = 0.8;

    private FirmPath(double[] assets, double[] defaultPoints, int? defaultIndex)
    {
        AssetValue = assets;
        DefaultPoint = defaultPoints;
        DefaultIndex = defaultIndex;
    }

    /// <summary>Asset value at the close of each trading day, CNY.</summary>
    public double[] AssetValue { get; }

    /// <summary>Default point at the close of each trading day, CNY.</summary>
    public double[] DefaultPoint { get; }

    /// <summary>The first day of the price files on which the firm is in default; null when it never is.</summary>
    public int? DefaultIndex { get; }

    public static FirmPath Simulate(SampleWorld world, FirmCharacter firm)
    {
        PhiloxStream diffusion = SampleStreams.Diffusion(world.Options.Seed, firm.Index);
        PhiloxStream jumps = SampleStreams.Jumps(world.Options.Seed, firm.Index);
        double[] industry = world.IndustryFactor(firm.Industry);
        double ownLoading = Math.Sqrt(1 - (firm.MarketLoading * firm.MarketLoading) - (firm.IndustryLoading * firm.IndustryLoading));
        double jumpGain = firm.JumpIntensity * (Math.Exp(firm.JumpMean + (0.5 * firm.JumpVolatility * firm.JumpVolatility)) - 1);
        int count = world.Calendar.Days.Count;
        int onset = world.FirstIndex + ((count - world.FirstIndex) * 45 / 100);
        int sunk = world.FirstIndex + ((count - world.FirstIndex) * 70 / 100);
        double[] assets = new double[count];
        double[] points = new double[count];
        int? defaultIndex = null;
        double logAssets = Math.Log(firm.AssetValue);
        double logPoint = Math.Log(firm.AssetValue * firm.Leverage);
        double logLeverage = Math.Log(firm.Leverage);
        for (int i = 0; i < count; i++)
        {
            double years = world.Calendar.YearsOf(world.Calendar.Days[i]);
            double drift = firm.Drift - jumpGain;
            bool sinking = firm.Profile == FirmProfile.Failing && i >= onset;
            if (sinking)
            {
                // Steering never aims nearer than a quarter of a year ahead, so that the path stays as rough as its volatility.
                drift = (Math.Log(SunkLevel) - (logAssets - logPoint)) / Math.Max((sunk - i) * years, 0.25);
            }

            double shock = (firm.MarketLoading * world.MarketFactor[i]) + (firm.IndustryLoading * industry[i]) + (ownLoading * diffusion.NextNormal());
            logAssets += (drift * years) + (firm.AssetVolatility * Math.Sqrt(years) * shock);
            double chance = jumps.NextUniform();
            double size = jumps.NextNormal();
            if (chance < firm.JumpIntensity * years)
            {
                logAssets += firm.JumpMean + (firm.JumpVolatility * size);
            }

            // A sinking firm cannot pay its debt down.
            double adjustment = sinking ? 0 : firm.DebtAdjustment;
            logPoint += (firm.DebtGrowth + (adjustment * (logLeverage + logAssets - logPoint))) * years;
            assets[i] = Math.Exp(logAssets);
            points[i] = Math.Exp(logPoint);
            if (defaultIndex is null && i >= world.FirstIndex && assets[i] < DefaultLevel * points[i])
            {
                defaultIndex = i;
            }
        }

        return new FirmPath(assets, points, defaultIndex);
    }
}
