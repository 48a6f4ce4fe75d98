using System.Text.RegularExpressions;

namespace Freeboard.Data.Import;

/// <summary>How a vendor's codes become ours.</summary>
internal abstract partial class FirmCodes
{
    /// <summary>Chinese shares: six digits with or without the exchange.</summary>
    public static FirmCodes Chinese { get; } = new ChineseCodes();

    /// <summary>Codes as they stand, trimmed.</summary>
    public static FirmCodes Plain { get; } = new PlainCodes();

    /// <summary>Reads a code; false with the fault when it names no firm.</summary>
    public abstract bool TryRead(ReadOnlySpan<char> text, out ReadOnlySpan<char> code, out (string Code, string Reason, string Hint) fault);

    /// <summary>The code that a file's name gives; null when it gives none.</summary>
    public abstract string? OfFileName(string file);

    /// <summary>Exchange of a code; null where it tells none.</summary>
    public virtual string? Exchange(string code) => null;

    private static (string Code, string Reason, string Hint) Malformed(ReadOnlySpan<char> text, string wanted) =>
        text.IsEmpty ? ("VALUE-MISSING", "the cell is empty", "Fill it, or leave the row out") : ("CODE-MALFORMED", $"'{text}' is not {wanted}", "Keep codes as text: a spreadsheet drops leading zeros");

    private sealed partial class ChineseCodes : FirmCodes
    {
        public override bool TryRead(ReadOnlySpan<char> text, out ReadOnlySpan<char> code, out (string Code, string Reason, string Hint) fault)
        {
            ChineseCode.Kind kind = ChineseCode.Parse(text, out code);
            fault = kind switch
            {
                ChineseCode.Kind.Share => default,
                ChineseCode.Kind.ForeignShare => ("B-SHARE-UNSUPPORTED", $"{code} is a B share, quoted in dollars that the file does not name", "Leave the row out, or convert it to the canonical files with its currency"),
                ChineseCode.Kind.Other => ("NOT-A-FIRM", $"'{text}' is an index, a fund or a bond", "Leave the row out"),
                _ => Malformed(text, "a code of six digits with or without its exchange (600000.SH, sh.600000, 600000)"),
            };
            return kind == ChineseCode.Kind.Share;
        }

        public override string? OfFileName(string file)
        {
            Match match = SixDigits().Match(Stem(file));
            return match.Success ? match.Value : null;
        }

        public override string? Exchange(string code) => NetEase.NetEaseCode.Exchange(code);

        // Dates in names have eight digits; a code has six that no seventh touches.
        [GeneratedRegex(@"(?<!\d)\d{6}(?!\d)")]
        private static partial Regex SixDigits();
    }

    private sealed class PlainCodes : FirmCodes
    {
        public override bool TryRead(ReadOnlySpan<char> text, out ReadOnlySpan<char> code, out (string Code, string Reason, string Hint) fault)
        {
            code = text.Trim();
            bool good = code.Length is > 0 and <= 64;
            fault = good ? default : Malformed(code, "a code of at most 64 characters");
            return good;
        }

        public override string? OfFileName(string file)
        {
            string stem = Stem(file);
            int end = stem.IndexOfAny(['_', ' ']);
            stem = (end > 0 ? stem[..end] : stem).ToUpperInvariant();
            stem = stem.EndsWith(".US", StringComparison.Ordinal) ? stem[..^3] : stem;
            return stem.Length is > 0 and <= 64 ? stem : null;
        }
    }

    private static string Stem(string file)
    {
        string name = file[(file.LastIndexOf('/') + 1)..];
        foreach (string ending in (string[])[".gz", ".csv", ".txt", ".tsv", ".xlsx"])
        {
            name = name.EndsWith(ending, StringComparison.OrdinalIgnoreCase) ? name[..^ending.Length] : name;
        }

        return name;
    }
}
