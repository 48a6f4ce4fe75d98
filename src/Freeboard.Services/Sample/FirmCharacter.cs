using Freeboard.Numerics;

namespace Freeboard.Services.Sample;

/// <summary>What stays the same about a firm: drawn once from its own stream; its part is fixed by its number.</summary>
internal sealed record FirmCharacter
{
    private const double NearestOrdinary = 3.2;
    private const double FarthestOrdinary = 9.5;

    public required int Index { get; init; }

    public required FirmProfile Profile { get; init; }

    public required int Industry { get; init; }

    /// <summary>Diffusive asset volatility, decimal per sqrt-year; constant.</summary>
    public required double AssetVolatility { get; init; }

    /// <summary>Default point over asset value at the start.</summary>
    public required double Leverage { get; init; }

    /// <summary>Asset value at the start of the world, CNY.</summary>
    public required double AssetValue { get; init; }

    /// <summary>Drift of ln V, per year, jumps and steering aside.</summary>
    public required double Drift { get; init; }

    /// <summary>Growth of the default point, per year.</summary>
    public required double DebtGrowth { get; init; }

    /// <summary>How fast debt follows assets, per year.</summary>
    public required double DebtAdjustment { get; init; }

    public required double MarketLoading { get; init; }

    public required double IndustryLoading { get; init; }

    /// <summary>Expected jumps a year; zero for a firm without jumps.</summary>
    public required double JumpIntensity { get; init; }

    public required double JumpMean { get; init; }

    public required double JumpVolatility { get; init; }

    /// <summary>Non-current over current liabilities.</summary>
    public required double NonCurrentRatio { get; init; }

    /// <summary>Book equity over (V - D).</summary>
    public required double BookRatio { get; init; }

    /// <summary>Price per share at the start, CNY.</summary>
    public required double FirstPrice { get; init; }

    /// <summary>Share of restricted shares at the start.</summary>
    public required double RestrictedShare { get; init; }

    public bool HasJumps => JumpIntensity > 0;

    public string Code => SampleNames.Code(Index);

    /// <summary>Listed only after a good third of the period.</summary>
    public bool ListsLate => Profile == FirmProfile.Ordinary && Index % 20 == 7;

    public static FirmCharacter Draw(ulong seed, int index)
    {
        PhiloxStream stream = SampleStreams.Character(seed, index);
        FirmProfile profile = ProfileOf(index);

        // Every firm draws the same numbers in the same order, so that a change of one part leaves the other firms as they are.
        double u = stream.NextUniform();
        double distance = stream.NextUniform();
        double size = stream.NextNormal();
        double drift = stream.NextUniform();
        double growth = stream.NextUniform();
        double[] rest = [.. Enumerable.Range(0, 8).Select(_ => stream.NextUniform())];

        double startDistance = profile switch
        {
            FirmProfile.Bank => 3.2 + (1.2 * distance),
            FirmProfile.Distressed => 1.2 + (1.3 * distance),
            FirmProfile.Failing => 4.0 + (1.0 * distance),
            _ => NearestOrdinary + ((FarthestOrdinary - NearestOrdinary) * Math.Pow(distance, 0.7)),
        };
        double volatility = profile switch
        {
            FirmProfile.Bank => 0.03 + (0.02 * u),
            FirmProfile.Distressed => 0.08 + (0.10 * u),
            FirmProfile.Failing => 0.28 + (0.14 * u),
            _ => Math.Clamp(OrdinaryVolatility(startDistance) * (0.85 + (0.3 * u)), 0.10, 0.55),
        };
        double leverage = Math.Exp(-startDistance * volatility);
        bool jumps = index % 3 == 2 && profile != FirmProfile.Bank;
        return new FirmCharacter
        {
            Index = index,
            Profile = profile,
            Industry = SampleNames.IndustryOf(index, profile == FirmProfile.Bank),
            AssetVolatility = Math.Round(volatility, 4),
            Leverage = leverage,
            AssetValue = Math.Clamp(1.2e10 * Math.Exp(0.9 * size), 1e9, 1e11) * (profile == FirmProfile.Bank ? 5 : 1),
            Drift = 0.02 + (0.06 * drift),
            DebtGrowth = 0.02 + (0.05 * growth),
            DebtAdjustment = profile switch { FirmProfile.Distressed or FirmProfile.Bank => 3.0, _ => 0.6 },
            MarketLoading = 0.30 + (0.20 * rest[0]),
            IndustryLoading = 0.10 + (0.20 * rest[1]),
            JumpIntensity = jumps ? 0.8 + (1.6 * rest[2]) : 0,
            JumpMean = jumps ? -0.05 + (0.04 * rest[3]) : 0,
            JumpVolatility = jumps ? 0.05 + (0.05 * rest[4]) : 0,
            NonCurrentRatio = 0.15 + (0.9 * rest[5]),
            BookRatio = 0.45 + (0.35 * rest[6]),
            FirstPrice = Math.Round(3 + (37 * rest[7] * rest[7]), 2),
            RestrictedShare = Math.Max(0, Math.Round((0.6 * stream.NextUniform()) - 0.1, 2)),
        };
    }

    /// <summary>
    /// Firms near their default point have volatile assets and firms far from it calm ones, so that leverage stays moderate. With calm assets and high
    /// leverage a year's move of the assets changes the leverage, and with it the volatility of equity, more than a year's returns can tell.
    /// </summary>
    private static double OrdinaryVolatility(double startDistance) =>
        0.27 + (0.27 * (FarthestOrdinary - startDistance) / (FarthestOrdinary - NearestOrdinary));

    // Of sixty firms two are banks, four fail and three live in distress; the first twelve hold one of each.
    private static FirmProfile ProfileOf(int index) => (index % 30, index % 14, index % 20) switch
    {
        (11, _, _) => FirmProfile.Bank,
        (_, 4, _) => FirmProfile.Failing,
        (_, _, 9) => FirmProfile.Distressed,
        _ => FirmProfile.Ordinary,
    };
}
