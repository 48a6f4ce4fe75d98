using Freeboard.Assessment;

namespace Freeboard.Services.Runs;

/// <summary>Why a run has no rows of a firm, in the same words for every face.</summary>
/// <param name="Code">FIRM-WITHOUT-ROWS or UNKNOWN-FIRM.</param>
/// <param name="Text">What is so, and what to do.</param>
public sealed record MissingRows(string Code, string Text)
{
    private const int MostNear = 5;

    /// <summary>Says why.</summary>
    /// <param name="run">The run.</param>
    /// <param name="firm">The firm that it has no rows of.</param>
    public static MissingRows Of(AssessmentRun run, string firm)
    {
        ArgumentNullException.ThrowIfNull(run);
        ArgumentNullException.ThrowIfNull(firm);
        if (run.Firms.Any(f => f.Firm == firm))
        {
            return new MissingRows("FIRM-WITHOUT-ROWS", $"'{firm}' is a firm of run {run.Provenance.RunId}, but has no row in it: its data have nothing for the days that were assessed. Choose a run over more days.");
        }

        string near = string.Join(", ", run.Firms.Select(static f => f.Firm).Where(code => firm.Length > 0 && code.Contains(firm, StringComparison.OrdinalIgnoreCase)).Take(MostNear));
        return new MissingRows("UNKNOWN-FIRM", $"Run {run.Provenance.RunId} has no firm '{firm}'. {(near.Length > 0 ? $"Did you mean {near}?" : "Firm codes are spelled as in the input.")}");
    }
}
