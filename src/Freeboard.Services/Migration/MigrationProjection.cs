using System.Globalization;
using Freeboard.Migration;
using Freeboard.Provenance;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Migration;

/// <summary>A transition matrix over several years, under a path of the factor, with amounts.</summary>
public static class MigrationProjection
{
    /// <summary>Projects a matrix.</summary>
    /// <param name="table">The matrix.</param>
    /// <param name="amounts">Amounts by state; null for none.</param>
    /// <param name="options">Settings; null for <see cref="ProjectionOptions.Default"/>.</param>
    public static ProjectionOutcome Of(MatrixTable table, AmountTable? amounts = null, ProjectionOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(table);
        options ??= ProjectionOptions.Default;
        if (table.Matrix is not { } matrix || amounts?.ErrorCount > 0)
        {
            return new ProjectionOutcome(null, [.. table.Errors, .. amounts?.Errors ?? []], table.ErrorCount + (amounts?.ErrorCount ?? 0));
        }

        foreach ((string state, (double _, int line)) in amounts?.Amounts.OrderBy(pair => pair.Value.Line) ?? Enumerable.Empty<KeyValuePair<string, (double Amount, int Line)>>())
        {
            if (matrix.IndexOf(state) < 0)
            {
                return Refused(amounts!.Source.Name, line, "state", "STATE-UNKNOWN", $"The state '{state}' is not in the matrix", $"The states are {string.Join(", ", matrix.States)}");
            }
        }

        double[]? today = amounts is null ? null : [.. matrix.States.Select(state => amounts.Amounts.TryGetValue(state, out (double Amount, int Line) found) ? found.Amount : 0)];
        GeneratorEmbedding? embedding = null;
        List<ProjectionHorizon> horizons = [];
        foreach (double years in options.Years)
        {
            double periods = years / matrix.PeriodYears;
            bool whole = Math.Abs(periods - Math.Round(periods)) < 1e-9 && periods >= 0.5;
            TransitionMatrix over;
            if (whole && !options.ByGenerator)
            {
                over = OverPeriods(matrix, (int)Math.Round(periods), options);
            }
            else if (options.Factors.Count > 0)
            {
                return Refused(table.Source.Name, 0, "", "HORIZON-NOT-WHOLE", string.Create(CultureInfo.InvariantCulture, $"A path of the factor goes by whole periods of {matrix.PeriodYears:R} years, and {years:R} years by the generator"), "Give horizons of whole periods, and leave --by-generator out, or leave the factor out");
            }
            else
            {
                embedding ??= GeneratorEmbedding.Of(matrix, options.Embedding);
                if (embedding.Generator is not { } generator)
                {
                    return Refused(table.Source.Name, 0, "", "NO-GENERATOR", $"The matrix has no generator ({embedding.Status}), which a part of a period needs", "Give horizons of whole periods, or --embedding jlt");
                }

                over = generator.Over(years);
            }

            horizons.Add(new ProjectionHorizon(years, over, !whole || options.ByGenerator, today is null ? null : over.Project(today)));
        }

        List<InputFile> inputs = [table.Source];
        if (amounts is not null)
        {
            inputs.Add(amounts.Source);
        }

        RunParameter[] parameters =
        [
            new("byGenerator", options.ByGenerator ? "true" : "false"), new("command", "migration project"), new("correlation", Text(options.Correlation)), new("embedding", MigrationWords.Of(options.Embedding)),
            new("factors", string.Join(",", options.Factors.Select(Text))), new("periodYears", Text(matrix.PeriodYears)), new("years", string.Join(",", options.Years.Select(Text))),
        ];
        return new ProjectionOutcome(
            new Projection
            {
                Provenance = new RunProvenance
                {
                    RunId = RunIdentity.Compute(inputs, parameters),
                    Version = RunIdentity.Version,
                    InstructionSet = RunIdentity.InstructionSet,
                    AsOf = DateOnly.MinValue,
                    Inputs = [.. inputs.OrderBy(static input => input.Name, StringComparer.Ordinal)],
                    Parameters = parameters,
                    Notes = NotesOf(table, embedding),
                },
                Matrix = matrix,
                Horizons = horizons,
                Amounts = today,
                Embedding = embedding,
                Correlation = options.Correlation,
                Factors = options.Factors,
                Structure = StateClasses.Of(matrix),
                ToDefault = matrix.DefaultState is { } target ? FirstPassage.Of(matrix, target) : null,
            },
            [],
            0);
    }

    private static TransitionMatrix OverPeriods(TransitionMatrix matrix, int periods, ProjectionOptions options)
    {
        int given = Math.Min(periods, options.Factors.Count);
        TransitionMatrix? over = null;
        for (int k = 0; k < given; k++)
        {
            TransitionMatrix step = FactorMigration.Given(matrix, options.Correlation, options.Factors[k]);
            over = over is null ? step : over.Then(step);
        }

        if (periods == given)
        {
            return over!;
        }

        TransitionMatrix rest = matrix.Power(periods - given);
        return over is null ? rest : over.Then(rest);
    }

    private static List<QualityNote> NotesOf(MatrixTable table, GeneratorEmbedding? embedding)
    {
        List<QualityNote> notes = [];
        if (table.Rescaled > 0)
        {
            notes.Add(new QualityNote("ROWS-RESCALED", "", 0, string.Create(CultureInfo.InvariantCulture, $"Rows sum to 1 only within {table.Rescaled:0.0e0}, as printed tables do; each was divided by its sum.")));
        }

        if (embedding is { Status: EmbeddingStatus.Adjusted, Distance: { } distance })
        {
            notes.Add(new QualityNote("GENERATOR-ADJUSTED", "", 0, string.Create(CultureInfo.InvariantCulture, $"The matrix has no exact generator; the one used ({MigrationWords.Of(embedding.Method)}) gives it back within {distance:0.0e0} (largest row sum of absolute differences).")));
        }

        return notes;
    }

    private static ProjectionOutcome Refused(string file, int line, string column, string code, string reason, string hint) => new(null, [new RowError(file, line, column, code, reason, hint)], 1);

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);
}
