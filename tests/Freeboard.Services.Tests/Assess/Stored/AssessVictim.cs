using Freeboard.Assessment;
using Freeboard.Provenance;
using Freeboard.Services.Assess;

namespace Freeboard.Services.Tests.Assess.Stored;

/// <summary>Assesses the facts of a store again and again under other settings, and says on standard output which runs the store has acknowledged. Somebody kills it.</summary>
internal static class AssessVictim
{
    public const int Firms = 40;
    public const int Days = 360;

    private static readonly StoredAssessmentOptions Keeping = StoredAssessmentOptions.Default with { CheckpointFirms = 3, TakeOver = false };

    /// <summary>Runs from a number on, without end.</summary>
    public static void Run(string address, string first)
    {
        Say("ready");
        for (int number = int.Parse(first, System.Globalization.CultureInfo.InvariantCulture); ; number++)
        {
            StoredOutcome outcome = Make(address, number);
            Say(FormattableString.Invariant($"run {number} {outcome.Report.Provenance.RunId} {outcome.FinishedFirms}"));
        }
    }

    /// <summary>The run of a number: every other one rolls, each has a horizon of its own.</summary>
    public static StoredOutcome Make(string address, int number) => StoredAssessment.Assess(
        address,
        new Nowhere(),
        TimeProvider.System,
        AssessmentOptions.Default with
        {
            Dates = AsOfDates.Every(AssessmentFrequency.Daily),
            Method = number % 2 == 0 ? AssetMethod.TwoEquation : AssetMethod.Kmv,
            RollingWindowDays = 60,
            HorizonYears = 1 + (0.001 * number),
        },
        Keeping);

    private static void Say(string line)
    {
        Console.Out.WriteLine(line);
        Console.Out.Flush();
    }

    /// <summary>Takes rows and does nothing with them.</summary>
    internal sealed class Nowhere : IAssessedRows
    {
        public void Begin(RunProvenance provenance)
        {
        }

        public byte[]? Encode(IReadOnlyList<AssessmentRow> rows) => null;

        public void Accept(IReadOnlyList<AssessmentRow> rows, byte[]? encoded)
        {
        }

        public void End()
        {
        }
    }
}
