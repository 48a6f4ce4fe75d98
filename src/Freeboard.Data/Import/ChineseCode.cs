namespace Freeboard.Data.Import;

/// <summary>
/// Codes of Chinese shares as vendors write them: 600000.SH, sh.600000, sh600000, 600000, '600000, 600000.XSHG. Inside a firm
/// is its six digits, which are unique over the three exchanges, so that prices of one vendor meet statements of another.
/// </summary>
internal static class ChineseCode
{
    /// <summary>What a code names.</summary>
    internal enum Kind
    {
        /// <summary>No code.</summary>
        Malformed = 0,

        /// <summary>An A share.</summary>
        Share,

        /// <summary>A B share, quoted in US (Shanghai) or Hong Kong dollars (Shenzhen).</summary>
        ForeignShare,

        /// <summary>An index, fund or bond: no firm.</summary>
        Other,
    }

    /// <summary>Reads a code; the six digits are set for anything but a malformed one.</summary>
    public static Kind Parse(ReadOnlySpan<char> text, out ReadOnlySpan<char> digits)
    {
        text = text.Trim().TrimStart('\'').TrimStart('=').Trim('"');
        digits = default;
        ReadOnlySpan<char> exchange = default;
        if (text.Length > 6)
        {
            int dot = text.IndexOf('.');
            if (dot == 6)
            {
                exchange = text[7..];
                text = text[..6];
            }
            else if (dot == 2 && text.Length == 9)
            {
                exchange = text[..2];
                text = text[3..];
            }
            else if (dot < 0 && text.Length == 8)
            {
                exchange = text[..2];
                text = text[2..];
            }
            else
            {
                return Kind.Malformed;
            }
        }

        if (text.Length != 6 || text.ContainsAnyExceptInRange('0', '9'))
        {
            return Kind.Malformed;
        }

        string? place = exchange.IsEmpty ? null : ExchangeOf(exchange);
        if (!exchange.IsEmpty && place is null)
        {
            return Kind.Malformed;
        }

        digits = text;
        return KindOf(text, place);
    }

    /// <summary>The day from which codes 43, 83 and 87 of Beijing go on as 920.</summary>
    public static DateOnly BeijingChange { get; } = new(2025, 10, 9);

    /// <summary>Whether a code is one of the old series of Beijing.</summary>
    public static bool IsOldBeijing(string code) => code is ['4', '3', ..] or ['8', '3', ..] or ['8', '7', ..];

    /// <summary>Whether a code is one of the new series of Beijing.</summary>
    public static bool IsNewBeijing(string code) => code.StartsWith("920", StringComparison.Ordinal);

    private static string? ExchangeOf(ReadOnlySpan<char> word)
    {
        Span<char> upper = stackalloc char[4];
        if (word.Length > 4)
        {
            return null;
        }

        upper = upper[..word.ToUpperInvariant(upper)];
        return upper switch
        {
            "SH" or "SS" or "XSHG" or "SSE" => "SSE",
            "SZ" or "XSHE" or "SZSE" => "SZSE",
            "BJ" or "BSE" or "XBSE" => "BSE",
            _ => null,
        };
    }

    private static Kind KindOf(ReadOnlySpan<char> digits, string? exchange)
    {
        (string? place, Kind kind) = digits switch
        {
            ['6', ..] => ("SSE", Kind.Share),
            ['0', '0', ..] or ['3', '0', ..] => ("SZSE", Kind.Share),
            ['4' or '8', ..] or ['9', '2', ..] => ("BSE", Kind.Share),
            ['9', '0', '0', ..] => ("SSE", Kind.ForeignShare),
            ['2', '0', '0', ..] => ("SZSE", Kind.ForeignShare),
            _ => ((string?)null, Kind.Other),
        };

        // 000001 is a bank in Shenzhen and the composite index in Shanghai: the exchange decides.
        return exchange is not null && place is not null && exchange != place ? Kind.Other : kind;
    }
}
