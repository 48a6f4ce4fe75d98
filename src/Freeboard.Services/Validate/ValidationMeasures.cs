using System.Globalization;
using Freeboard.Calibration;
using Freeboard.Provenance;
using Freeboard.Services.Runs;
using Freeboard.Validation.Comparison;
using Freeboard.Validation.Discrimination;
using Freeboard.Validation.Reliability;
using Freeboard.Validation.Sampling;

namespace Freeboard.Services.Validate;

/// <summary>Observations in, every measure out: the one path of runs and panels.</summary>
internal static class ValidationMeasures
{
    private const int Deciles = 10;

    /// <summary>What the caller knows beside the observations.</summary>
    internal sealed record Frame
    {
        public required LabelDefinition Label { get; init; }

        public required string Distance { get; init; }

        public required string EdfMap { get; init; }

        public string VolatilityPolicy { get; init; } = "";

        public required IReadOnlyList<InputFile> Inputs { get; init; }

        public required IReadOnlyList<RunParameter> Parameters { get; init; }

        public required IReadOnlyList<RunParameter> Counts { get; init; }

        public required IReadOnlyList<QualityNote> Notes { get; init; }

        public bool Synthetic { get; init; }

        public EdfMapFit? MapFit { get; init; }

        public IReadOnlyList<PowerAtHorizon> Horizons { get; init; } = [];
    }

    internal static ValidationReport Of(IReadOnlyList<Observation> observations, Frame frame, ValidationOptions options, CancellationToken cancellationToken)
    {
        Observation[] all = [.. observations.OrderBy(static o => o.Firm, StringComparer.Ordinal).ThenBy(static o => o.Date)];
        double[] score = [.. all.Select(static o => -o.Distance)];
        bool[] events = [.. all.Select(static o => o.HasEvent)];
        string[] firms = [.. all.Select(static o => o.Firm)];
        Observation[] judged = [.. all.Where(static o => o.Edf is not null)];
        double[] probability = [.. judged.Select(static o => o.Edf!.Value)];
        bool[] outcome = [.. judged.Select(static o => o.HasEvent)];
        double[] withEvent = [.. all.Where(static o => o.HasEvent).Select(static o => o.Distance)];
        double[] without = [.. all.Where(static o => !o.HasEvent).Select(static o => o.Distance)];
        cancellationToken.ThrowIfCancellationRequested();
        BootstrapInterval byFirm = FirmBootstrap.Area(score, events, firms, options.Bootstrap);
        cancellationToken.ThrowIfCancellationRequested();
        RocBand? band = FirmBootstrap.Roc(score, events, firms, 51, options.Bootstrap);
        cancellationToken.ThrowIfCancellationRequested();
        (MeanComparison? paired, int unpaired) = Pairs(all, options.Level);
        (PopulationStability? stability, DateOnly? cut) = Stability(all, options.Groups);
        IReadOnlyList<ValidationSlice> byYear = Slices(all, static o => o.Date.Year.ToString("0000", CultureInfo.InvariantCulture), options.Level);
        return new ValidationReport
        {
            Provenance = Provenance(frame, all, options),
            Synthetic = frame.Synthetic,
            Label = frame.Label,
            Distance = frame.Distance,
            EdfMap = frame.EdfMap,
            VolatilityPolicy = frame.VolatilityPolicy,
            SlicedBy = options.By,
            Counts = frame.Counts,
            Firms = firms.Distinct(StringComparer.Ordinal).Count(),
            From = all.Length == 0 ? null : all.Min(static o => o.Date),
            To = all.Length == 0 ? null : all.Max(static o => o.Date),
            All = Slice("all", all, options.Level),
            ByYear = byYear,
            Slices = options.By == ValidationSlicing.Year ? byYear : Slices(all, static o => o.Group.Length == 0 ? "(none)" : o.Group, options.Level),
            Roc = RocCurve.Of(score, events),
            AreaByFirm = byFirm,
            Band = band,
            EdfAgainstDistance = judged.Length == 0 ? null : DeLong.PairedTest(probability, [.. judged.Select(static o => -o.Distance)], outcome, options.Level),
            Capture = CaptureByDecile.Of(score, events, options.Groups),
            Horizons = frame.Horizons,
            Welch = TwoSample.Welch(without, withEvent, options.Level),
            Pooled = TwoSample.Pooled(without, withEvent, options.Level),
            Ranks = MannWhitney.Test(without, withEvent),
            KolmogorovSmirnov = KolmogorovSmirnov.Of(without, withEvent),
            Paired = paired,
            Unpaired = unpaired,
            WithProbability = judged.Length,
            Brier = BrierScore.Of(probability, outcome, options.Groups),
            LogLoss = LogLoss.Of(probability, outcome),
            HosmerLemeshow = HosmerLemeshow.Of(probability, outcome, options.Groups),
            Spiegelhalter = Spiegelhalter.Of(probability, outcome),
            Line = CalibrationLine.Of(probability, outcome),
            Buckets = BucketTests.ByPrediction(probability, outcome, options.Groups, options.Correlation, options.Level),
            Stability = stability,
            StabilityCut = cut,
            EventDistances = withEvent,
            OtherDistances = without,
            MapFit = frame.MapFit,
        };
    }

    private static RunProvenance Provenance(Frame frame, Observation[] all, ValidationOptions options)
    {
        RunParameter[] parameters =
        [
            .. frame.Parameters.Concat(
            [
                new RunParameter("command", "validate"),
                new RunParameter("event", Edf.EdfWords.Of(frame.Label.Event)),
                new RunParameter("horizonMonths", Text(frame.Label.HorizonMonths)),
                new RunParameter("distance", frame.Distance),
                new RunParameter("edfMap", frame.EdfMap),
                new RunParameter("groups", Text(options.Groups)),
                new RunParameter("correlation", options.Correlation.ToString("R", CultureInfo.InvariantCulture)),
                new RunParameter("level", options.Level.ToString("R", CultureInfo.InvariantCulture)),
                new RunParameter("replicates", Text(options.Replicates)),
                new RunParameter("seed", options.Seed.ToString(CultureInfo.InvariantCulture)),
                new RunParameter("by", options.By.ToString()),
            ]).OrderBy(static p => p.Name, StringComparer.Ordinal),
        ];
        return new RunProvenance
        {
            RunId = RunIdentity.Compute(frame.Inputs, parameters),
            Version = RunIdentity.Version,
            InstructionSet = RunIdentity.InstructionSet,
            AsOf = all.Length == 0 ? DateOnly.MinValue : all.Max(static o => o.Date),
            Inputs = [.. frame.Inputs.OrderBy(static i => i.Name, StringComparer.Ordinal)],
            Parameters = parameters,
            Notes = frame.Notes,
        };
    }

    private static ValidationSlice[] Slices(Observation[] all, Func<Observation, string> key, double level) =>
        [.. all.GroupBy(key, StringComparer.Ordinal).OrderBy(static g => g.Key, StringComparer.Ordinal).Select(g => Slice(g.Key, [.. g], level))];

    private static ValidationSlice Slice(string name, Observation[] part, double level)
    {
        double[] score = [.. part.Select(static o => -o.Distance)];
        bool[] events = [.. part.Select(static o => o.HasEvent)];
        Observation[] judged = [.. part.Where(static o => o.Edf is not null)];
        double[] probability = [.. judged.Select(static o => o.Edf!.Value)];
        bool[] outcome = [.. judged.Select(static o => o.HasEvent)];
        bool[] counted = judged.Length > 0 ? outcome : events;
        return new ValidationSlice
        {
            Name = name,
            Observations = part.Length,
            Events = events.Count(static e => e),
            Area = DeLong.Interval(score, events, level),
            Brier = BrierScore.Of(probability, outcome, 1).Score,
            MeanPredicted = judged.Length == 0 ? null : probability.Sum() / judged.Length,
            MeanObserved = counted.Length == 0 ? null : counted.Count(static e => e) / (double)counted.Length,
            CaptureLowestDecile = part.Length < Deciles ? null : CaptureByDecile.Of(score, events, Deciles) is [var riskiest, ..] ? riskiest.Captured : null,
        };
    }

    // One row a failing firm, the last before its event, beside a firm of the same industry on the same day.
    private static (MeanComparison? Paired, int Unpaired) Pairs(Observation[] all, double level)
    {
        Dictionary<string, int> last = new(StringComparer.Ordinal);
        for (int i = 0; i < all.Length; i++)
        {
            if (all[i].HasEvent && all[i].Size > 0)
            {
                last[all[i].Firm] = i;
            }
        }

        int[] rows = [.. Enumerable.Range(0, all.Length).Where(i => all[i].Size > 0 && (!all[i].HasEvent || last[all[i].Firm] == i))];
        MatchedSample matched = MatchedPairs.Of(
            [.. rows.Select(i => string.Create(CultureInfo.InvariantCulture, $"{all[i].Date:yyyy-MM-dd} {all[i].Group}"))],
            [.. rows.Select(i => all[i].Size!.Value)],
            [.. rows.Select(i => all[i].HasEvent)]);
        double[] events = [.. matched.Pairs.Select(p => all[rows[p.EventRow]].Distance)];
        double[] controls = [.. matched.Pairs.Select(p => all[rows[p.ControlRow]].Distance)];
        return (events.Length == 0 ? null : TwoSample.Paired(controls, events, level), matched.Unmatched.Count);
    }

    private static (PopulationStability? Stability, DateOnly? Cut) Stability(Observation[] all, int bins)
    {
        DateOnly[] days = [.. all.Select(static o => o.Date).Distinct().Order()];
        if (days.Length < 2)
        {
            return (null, null);
        }

        DateOnly cut = days[days.Length / 2];
        return (PopulationStability.Of(
            [.. all.Where(o => o.Date < cut).Select(static o => o.Distance)],
            [.. all.Where(o => o.Date >= cut).Select(static o => o.Distance)],
            bins), cut);
    }

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
