using System.Globalization;

namespace Freeboard.Provenance;

/// <summary>What is wrong with one place of one input file, and how to cure it.</summary>
/// <param name="File">File name as the user gave it, with forward slashes, relative to the input folder.</param>
/// <param name="Line">Line in the file, from 1; 0 when the whole file is meant.</param>
/// <param name="Column">Column by its header; empty when the whole row or file is meant.</param>
/// <param name="Code">Stable word for the kind of error, in capitals with hyphens (PRICE-NOT-POSITIVE).</param>
/// <param name="Reason">What was found, with the offending text.</param>
/// <param name="Hint">What to do about it.</param>
public sealed record RowError(string File, int Line, string Column, string Code, string Reason, string Hint)
{
    /// <summary><c>file:row:column: CODE reason. Hint.</c></summary>
    public override string ToString()
    {
        string place = Line > 0 ? string.Create(CultureInfo.InvariantCulture, $"{File}:{Line}") : File;
        if (Column.Length > 0)
        {
            place += $":{Column}";
        }

        return $"{place}: {Code} {Reason}. {Hint}.";
    }
}
