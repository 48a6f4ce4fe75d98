namespace Freeboard.Data.Import.NetEase;

/// <summary>What a six-digit code of a Chinese share says about its market.</summary>
internal static class NetEaseCode
{
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
    /// The size of a simple return that no trading rule lets a day reach, with a point to spare for rounding: the daily limit
    /// is 10 % on the main board, 20 % on ChiNext (30) and STAR (68), 30 % in Beijing.
    /// </summary>
    public static double ReturnBeyondLimit(string code) => code switch
    {
        ['3', '0', ..] or ['6', '8', ..] => 0.21,
        ['4' or '8', ..] or ['9', '2', ..] => 0.31,
        _ => 0.11,
    };
}
