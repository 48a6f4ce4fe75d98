using Freeboard.Numerics;

namespace Freeboard.Services.Sample;

/// <summary>What stays the same about a firm: drawn once from its own stream; its part is fixed by its number.</summary>
internal sealed record FirmCharacter
{
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

        double volatility = profile switch
        {
            FirmProfile.Bank => 0.03 + (0.02 * u),
            FirmProfile.Distressed => 0.08 + (0.10 * u),
            FirmProfile.Failing => 0.16 + (0.14 * u),
            _ => index % 9 == 8 ? 0.38 + (0.17 * u) : 0.12 + (0.26 * u),
        };
        double startDistance = profile switch
        {
            FirmProfile.Bank => 3.2 + (1.2 * distance),
            FirmProfile.Distressed => 1.2 + (1.3 * distance),
            FirmProfile.Failing => 3.0 + (1.0 * distance),
            _ => 4.2 + (4.3 * distance),
        };
        double leverage = Math.Exp(-startDistance * volatility);
        bool jumps = index % 3 == 2 && profile != FirmProfile.Bank;
        return new FirmCharacter
        {
            Index = index,
            Profile = profile,
            Industry = SampleNames.IndustryOf(index, profile == FirmProfile.Bank),
            AssetVolatility = Math.Round(volatility, 4),
            Leverage = profile == FirmProfile.Ordinary ? Math.Min(leverage, 0.42) : leverage,
            AssetValue = Math.Clamp(1.2e10 * Math.Exp(0.9 * size), 1e9, 1e11) * (profile == FirmProfile.Bank ? 5 : 1),
            Drift = 0.02 + (0.06 * drift),
            DebtGrowth = 0.02 + (0.05 * growth),
            DebtAdjustment = profile switch { FirmProfile.Failing => 0, FirmProfile.Distressed or FirmProfile.Bank => 1.0, _ => 0.25 },
            MarketLoading = 0.35 + (0.25 * rest[0]),
            IndustryLoading = 0.15 + (0.25 * rest[1]),
            JumpIntensity = jumps ? 0.8 + (1.6 * rest[2]) : 0,
            JumpMean = jumps ? -0.05 + (0.04 * rest[3]) : 0,
            JumpVolatility = jumps ? 0.05 + (0.05 * rest[4]) : 0,
            NonCurrentRatio = 0.15 + (0.9 * rest[5]),
            BookRatio = 0.45 + (0.35 * rest[6]),
            FirstPrice = Math.Round(3 + (37 * rest[7] * rest[7]), 2),
            RestrictedShare = Math.Max(0, Math.Round((0.6 * stream.NextUniform()) - 0.1, 2)),
        };
    }

    private static FirmProfile ProfileOf(int index) => (index % 14, index % 30) switch
    {
        (_, 11) => FirmProfile.Bank,
        (4, _) => FirmProfile.Failing,
        (9, _) => FirmProfile.Distressed,
        _ => FirmProfile.Ordinary,
    };
}
