using System.Globalization;
using System.Security.Cryptography;
using Freeboard.Portfolio;
using Freeboard.Portfolio.Concentration;
using Freeboard.Portfolio.Exact;
using Freeboard.Portfolio.Importance;
using Freeboard.Portfolio.Saddlepoint;
using Freeboard.Portfolio.Simulation;
using Freeboard.Provenance;
using Freeboard.Services.Runs;

namespace Freeboard.Services.Portfolio;

/// <summary>Losses of a portfolio in default mode, by any of the four methods.</summary>
public static class PortfolioService
{
    /// <summary>Of the smallest VaR; a loan beyond it is noted under qmc.</summary>
    private const double LargestStep = 0.05;

    private const long DrawsOfAMoment = 200_000_000;
    private const int FewestBars = 4096;
    private const int MostBars = 200_000;

    /// <summary>What the table must hold.</summary>
    public static PortfolioColumns Columns(PortfolioOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return new PortfolioColumns { NeedsLoadings = true, RequiredNumbers = options.Recovery == RecoveryModel.Beta ? ["lgd_sd"] : [] };
    }

    /// <summary>Computes the losses of a portfolio.</summary>
    /// <param name="input">The portfolio.</param>
    /// <param name="bytes">The table it came from, for the identifier.</param>
    /// <param name="name">The table's name.</param>
    /// <param name="options">Method, scenarios, law.</param>
    /// <param name="time">Measures the seconds.</param>
    /// <param name="progress">Receives the share that is done.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ArgumentException">A recovery or a level is outside its range.</exception>
    public static PortfolioReport Compute(
        PortfolioInput input, ReadOnlySpan<byte> bytes, string name, PortfolioOptions options, TimeProvider time, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(time);
        long start = time.GetTimestamp();
        PortfolioReport report = Empty(input, bytes, name, options);
        report = options.Method switch
        {
            PortfolioMethod.Exact => Exact(report, cancellationToken),
            PortfolioMethod.Importance or PortfolioMethod.Qmc => Quick(report, cancellationToken),
            _ => Plain(report, CopulaSimulation.Simulate(report.Portfolio, Simulation(report), progress, cancellationToken)),
        };
        return report with { Seconds = time.GetElapsedTime(start).TotalSeconds };
    }

    /// <summary>The report of scenarios that were drawn elsewhere: the same as that of <see cref="Compute"/> for the plain method without contributions.</summary>
    internal static PortfolioReport OfLosses(PortfolioInput input, ReadOnlySpan<byte> bytes, string name, PortfolioOptions options, double[] losses, TimeProvider time)
    {
        long start = time.GetTimestamp();
        PortfolioReport report = Empty(input, bytes, name, options);
        report = Plain(report, new ScenarioBlocks(report.Portfolio, Simulation(report)).Measure(losses));
        return report with { Seconds = time.GetElapsedTime(start).TotalSeconds };
    }

    /// <summary>The identifier of a computation.</summary>
    internal static string IdOf(PortfolioInput input, ReadOnlySpan<byte> bytes, string name, PortfolioOptions options) => Empty(input, bytes, name, options).Provenance.RunId;

    /// <summary>The scenarios of a computation by the plain method.</summary>
    internal static SimulationOptions Simulation(PortfolioInput input, PortfolioOptions options) => Simulation(Empty(input, [], "", options));

    private static PortfolioReport Empty(PortfolioInput input, ReadOnlySpan<byte> bytes, string name, PortfolioOptions options)
    {
        InputFile[] files = [new(name, Convert.ToHexStringLower(SHA256.HashData(bytes)), "portfolio", input.Portfolio.Count, 0), .. input.MoreFiles];
        IReadOnlyList<RunParameter> parameters = options.Parameters();
        return new PortfolioReport
        {
            Input = input,
            Options = options,
            Status = PortfolioStatus.NotRun,
            Scenarios = options.Method == PortfolioMethod.Exact ? 0 : options.Scenarios ?? PortfolioOptions.DefaultScenarios(options.Method),
            Concentration = ConcentrationIndices.Of(input.Portfolio.Exposures),
            Provenance = new RunProvenance
            {
                RunId = RunIdentity.Compute(files, parameters),
                Version = RunIdentity.Version,
                InstructionSet = RunIdentity.InstructionSet,
                AsOf = default,
                Inputs = files,
                Parameters = parameters,
                Notes = input.Notes,
            },
        };
    }

    private static PortfolioReport Plain(PortfolioReport report, SimulatedLosses losses)
    {
        report = report with
        {
            Status = losses.Status,
            Measures = losses.Measures,
            Contributions = losses.Contributions,
            Histogram = losses.Measures is { } measures ? LossHistograms.Of(losses.Losses, null, measures) : null,
        };
        return losses.Measures is { } found && found.Levels.All(static level => level.ExpectedShortfall == 0)
            ? Noted(report, new QualityNote("NO-LOSS-DRAWN", "", report.Scenarios, string.Create(CultureInfo.InvariantCulture, $"None of the {report.Scenarios:N0} scenarios had a loss: VaR and ES of 0 are what these scenarios show, not what can be lost. Draw more, or use --method importance or exact.")))
            : report;
    }

    private static PortfolioReport Noted(PortfolioReport report, QualityNote note) => report with { Provenance = report.Provenance with { Notes = [.. report.Provenance.Notes, note] } };

    private static PortfolioReport Quick(PortfolioReport report, CancellationToken cancellationToken)
    {
        PortfolioOptions options = report.Options;
        if (options.DegreesOfFreedom is not null || options.Recovery != RecoveryModel.Fixed)
        {
            return report with { Status = options.DegreesOfFreedom is not null ? PortfolioStatus.CopulaNotGaussian : PortfolioStatus.RecoveryNotFixed };
        }

        PortfolioLosses losses = options.Method == PortfolioMethod.Importance
            ? ImportanceSampling.Simulate(
                report.Portfolio,
                new ImportanceOptions { Scenarios = report.Scenarios, Seed = options.Seed, Levels = options.Levels, WithContributions = options.WithContributions, MaximumThreads = options.MaximumThreads },
                cancellationToken)
            : FactorSaddlepoint.Compute(
                report.Portfolio,
                new SaddlepointOptions { Points = report.Scenarios, Seed = options.Seed, Levels = options.Levels, WithContributions = options.WithContributions, MaximumThreads = options.MaximumThreads },
                cancellationToken);
        report = report with { Status = losses.Status, Measures = losses.Measures, Contributions = losses.Contributions };
        if (losses.Measures is { } measures && !report.IsWhole)
        {
            string missing = string.Join(", ", options.Levels.Except(measures.Levels.Select(static level => level.Level)).Select(static level => level.ToString(CultureInfo.InvariantCulture)));
            report = Noted(report, new QualityNote("LEVEL-NOT-FOUND", "", options.Levels.Count - measures.Levels.Count, $"The search for the tail did not end at {missing}; the other levels stand. Use --method importance."));
        }

        if (options.WithHistogram && report.Measures is { } tail)
        {
            report = report with { Histogram = DrawnApart(report, tail, cancellationToken) };
        }

        return options.Method == PortfolioMethod.Qmc && DominantName(report) is { } note
            ? Noted(report, note)
            : report;
    }

    /// <summary>Bars for a method that has none of its own: as many plain scenarios as a moment allows. The marks stay the method's.</summary>
    private static LossHistogram? DrawnApart(PortfolioReport report, LossMeasures measures, CancellationToken cancellationToken)
    {
        int scenarios = (int)Math.Clamp(DrawsOfAMoment / report.Portfolio.Count, FewestBars, MostBars);
        SimulatedLosses drawn = CopulaSimulation.Simulate(report.Portfolio, Simulation(report) with { Scenarios = scenarios, WithContributions = false }, null, cancellationToken);
        return drawn.Measures is null ? null : LossHistograms.Of(drawn.Losses, null, measures) with { DrawnApart = scenarios };
    }

    /// <summary>A smooth curve stands in for steps, and its intervals do not know of it: where one loan is a step that counts, the reader must.</summary>
    private static QualityNote? DominantName(PortfolioReport report)
    {
        int largest = 0;
        double Loss(int i) => report.Portfolio.Exposures[i] * report.Portfolio.LossesGivenDefault[i];
        for (int i = 1; i < report.Portfolio.Count; i++)
        {
            largest = Loss(i) > Loss(largest) ? i : largest;
        }

        double? smallest = report.Measures?.Levels.Where(static level => level.ValueAtRisk > 0).Select(static level => (double?)level.ValueAtRisk).Min();
        return smallest is { } tail && Loss(largest) > LargestStep * tail
            ? new QualityNote("DOMINANT-NAME", "", 1, string.Create(CultureInfo.InvariantCulture, $"The largest loan, {report.Portfolio.Ids[largest]}, may lose {Loss(largest) / tail:P0} of the smallest VaR: qmc puts a smooth curve in place of steps, may be wrong by much of that loan, and its intervals do not show it. Use --method importance."))
            : null;
    }

    private static PortfolioReport Exact(PortfolioReport report, CancellationToken cancellationToken)
    {
        PortfolioOptions options = report.Options;
        if (options.DegreesOfFreedom is not null || options.Recovery != RecoveryModel.Fixed)
        {
            return report with { Status = options.DegreesOfFreedom is not null ? PortfolioStatus.CopulaNotGaussian : PortfolioStatus.RecoveryNotFixed };
        }

        ExactLosses losses = ConditionalConvolution.Compute(
            report.Portfolio, new ExactOptions { Levels = options.Levels, LossUnit = options.LossUnit, WithContributions = options.WithContributions, MaximumThreads = options.MaximumThreads }, cancellationToken);
        return report with
        {
            Status = losses.Status,
            Measures = losses.Measures,
            Contributions = losses.Contributions,
            Histogram = losses.Measures is { } measures ? LossHistograms.OfLattice(losses.Probabilities, losses.LossUnit!.Value, measures) : null,
        };
    }

    private static SimulationOptions Simulation(PortfolioReport report)
    {
        PortfolioOptions options = report.Options;
        return new SimulationOptions
        {
            Scenarios = report.Scenarios,
            Seed = options.Seed,
            Levels = options.Levels,
            DegreesOfFreedom = options.DegreesOfFreedom,
            Recovery = options.Recovery,
            LossGivenDefaultDeviations = report.Input.Numbers.TryGetValue("lgd_sd", out double[]? deviations) ? deviations : null,
            WithContributions = options.WithContributions,
            MaximumThreads = options.MaximumThreads,
        };
    }
}
