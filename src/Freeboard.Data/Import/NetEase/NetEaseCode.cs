using Freeboard.Volatility.Returns;

namespace Freeboard.Data.Import.NetEase;

/// <summary>What a six-digit code of a Chinese share says about its market.</summary>
internal static class NetEaseCode
{
    private const double MainBoardBand = 0.10;

    public static bool IsCode(string text) => text.Length == 6 && text.All(char.IsAsciiDigit);

    /// <summary>Exchange of the code: SSE, SZSE or BSE; null where the code tells none.</summary>
    public static string? Exchange(string code) => code switch
    {
        ['6', ..] => "SSE",
        ['0' or '3', ..] => "SZSE",
        ['4' or '8', ..] or ['9', '2', ..] => "BSE",
        _ => null,
    };

    /// <summary>B shares are quoted in US or Hong Kong dollars, which the files do not say.</summary>
    public static bool IsForeignCurrencyShare(string code) => code.StartsWith("900", StringComparison.Ordinal) || code.StartsWith("200", StringComparison.Ordinal);

    /// <summary>
    /// The size of a simple return that no trading rule of the code's board has ever let a day reach, with a point to spare for
    /// rounding: today's bands are the widest.
    /// </summary>
    public static double ReturnBeyondLimit(string code) => (PriceLimits.Band(PriceLimits.BoardOf(code), specialTreatment: false, DateOnly.MaxValue) ?? MainBoardBand) + 0.01;
}
