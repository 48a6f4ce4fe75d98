using Freeboard.Migration;
using Freeboard.Reporting.Language;
using Freeboard.Services.Migration;

namespace Freeboard.Reporting.Migration;

/// <summary>What the pages of migration say, made from their figures.</summary>
public static class MigrationSentences
{
    private const double Significance = 0.05;

    /// <summary>What was estimated.</summary>
    /// <param name="report">The estimate.</param>
    /// <param name="words">The language.</param>
    public static string Lede(MigrationReport report, Phrasebook words) => words.Say(
        report.EdfImplied ? "migration.lede.edf" : "migration.lede",
        Numbers.Count(report.Estimate.Entities),
        Numbers.Count(report.Ends.Count - 1),
        Months(report.PeriodYears, words),
        Numbers.Day(report.Ends[0]),
        Numbers.Day(report.Ends[^1]));

    /// <summary>A period in months.</summary>
    /// <param name="years">The period.</param>
    /// <param name="words">The language.</param>
    public static string Months(double years, Phrasebook words) => words.SayCount("migration.months", (int)Math.Round(years * 12), Numbers.Fixed(years * 12, 0));

    /// <summary>The finding of the matrix: how many stay, and where default is likeliest.</summary>
    /// <param name="report">The estimate.</param>
    /// <param name="words">The language.</param>
    public static string MatrixTitle(MigrationReport report, Phrasebook words)
    {
        MigrationEstimate estimate = report.Estimate;
        TransitionRow[] rows = [.. estimate.Rows.Where(static row => row.Status is TransitionRowStatus.Estimated or TransitionRowStatus.NeverLeft)];
        double exposure = rows.Sum(static row => row.Exposure);
        string stay = Share(exposure > 0 ? rows.Sum(row => row.Exposure * estimate.Cell(row.State, row.State).Probability!.Value) / exposure : null);
        if (report.ToDefault is not { } passage || rows.Length == 0)
        {
            return words.Say("migration.matrix.title", stay);
        }

        TransitionRow riskiest = rows.MaxBy(row => estimate.Cell(row.State, passage.Target).Probability!.Value)!;
        return words.Say("migration.matrix.title.default", stay, estimate.States[riskiest.State], Share(estimate.Cell(riskiest.State, passage.Target).Probability), estimate.States[passage.Target]);
    }

    /// <summary>Under the matrix: rows that are no estimates; null when there are none.</summary>
    /// <param name="report">The estimate.</param>
    /// <param name="words">The language.</param>
    public static string? UnseenNote(MigrationReport report, Phrasebook words)
    {
        string[] unseen = [.. report.Estimate.Rows.Where(static row => row.Status == TransitionRowStatus.Unseen).Select(row => report.Estimate.States[row.State])];
        return unseen.Length == 0 ? null : words.Say("migration.unseen", string.Join(words.IsChinese ? "、" : ", ", unseen));
    }

    /// <summary>Whether periods are alike, in a sentence.</summary>
    /// <param name="test">The test.</param>
    /// <param name="words">The language.</param>
    public static string Homogeneity(HomogeneityTest test, Phrasebook words) => test is { Status: HomogeneityStatus.Tested, LikelihoodRatio: { } ratio, DegreesOfFreedom: { } degrees, Probability: { } p }
        ? words.Say(p < Significance ? "migration.alike.no" : "migration.alike.yes", Numbers.Fixed(ratio, 1), Numbers.Count(degrees), Validation.ValidationSentences.P(p))
        : words[$"migration.alike.{test.Status}"];

    /// <summary>Where all ends, in a sentence.</summary>
    /// <param name="structure">The structure.</param>
    /// <param name="words">The language.</param>
    public static string Structure(StateClasses structure, Phrasebook words)
    {
        int absorbing = structure.Classes.Count(static c => c.Kind == StateClassKind.Absorbing);
        return structure.IsIrreducible ? words["migration.structure.irreducible"]
            : absorbing == 1 && structure.Classes.All(static c => c.Kind != StateClassKind.Recurrent) ? words["migration.structure.one"]
            : words.Say("migration.structure.several", Numbers.Count(structure.Classes.Count(static c => c.Kind != StateClassKind.Transient)));
    }

    /// <summary>Whether there is a generator, in a sentence.</summary>
    /// <param name="embedding">The generator.</param>
    /// <param name="words">The language.</param>
    public static string Embedding(GeneratorEmbedding embedding, Phrasebook words) => words.Say($"migration.embedding.{embedding.Status}", embedding.Distance is { } distance && distance > 0 ? Numbers.PowerOfTen(Math.Log(distance)) : "0");

    /// <summary>What is projected.</summary>
    /// <param name="projection">The projection.</param>
    /// <param name="words">The language.</param>
    public static string ProjectionLede(Projection projection, Phrasebook words)
    {
        string last = Years(projection.Horizons[^1].Years, words);
        TransitionMatrix matrix = projection.Matrix;
        if (matrix.DefaultState is not { } target)
        {
            return words.Say("projection.lede", last);
        }

        TransitionMatrix over = projection.Horizons[^1].Matrix;
        int best = 0;
        int worst = Enumerable.Range(0, matrix.Count).Where(i => i != target).MaxBy(i => over[i, target]);
        return words.Say("projection.lede.default", last, matrix.States[target], matrix.States[best], Share(over[best, target]), matrix.States[worst], Share(over[worst, target]));
    }

    /// <summary>A time in years.</summary>
    /// <param name="years">Years.</param>
    /// <param name="words">The language.</param>
    public static string Years(double years, Phrasebook words)
    {
        int decimals = years % 1 == 0 ? 0 : 2;
        return words.Say(years == 1 ? "migration.years.one" : "migration.years.other", Numbers.Fixed(years, decimals));
    }

    /// <summary>A share in percent; a positive one is never written as zero.</summary>
    /// <param name="share">Decimal; null for none.</param>
    public static string Share(double? share) => Validation.ValidationSentences.Percent(share);

    /// <summary>An interval of shares.</summary>
    /// <param name="low">Lower end; null for none.</param>
    /// <param name="high">Upper end; null for none.</param>
    public static string Interval(double? low, double? high) => low is null || high is null ? Numbers.Absent : $"{Share(low)} – {Share(high)}";
}
