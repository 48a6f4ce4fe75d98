using System.Text.Json;
using Freeboard.Calibration;
using Freeboard.Provenance;

namespace Freeboard.Services.Edf;

/// <summary>Reads the schema freeboard-edf-map/1.</summary>
internal static class EdfMapJsonReader
{
    public static bool TryRead(string text, out EdfMapFile? file, out string fault)
    {
        file = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(text);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Word(root, "schema") != EdfMapFile.Schema)
            {
                fault = $"it is no map of the schema {EdfMapFile.Schema}";
                return false;
            }

            EdfMap map = Dressed(root, MapOf(root));
            file = new EdfMapFile
            {
                Fit = FitOf(root, map),
                Version = Word(root, "version") ?? "",
                HorizonYears = Number(root, "horizonYears"),
                Options = Words(root, "options"),
                Sample = Words(root, "sample"),
                Inputs = [.. root.GetProperty("inputs").EnumerateArray().Select(static e => new InputFile(Word(e, "name") ?? "", Word(e, "sha256") ?? "", Word(e, "layout") ?? "", e.GetProperty("rows").GetInt32(), e.GetProperty("setAside").GetInt32()))],
                VolatilityPolicy = root.TryGetProperty("volatilityPolicy", out JsonElement policy) ? policy.GetRawText() : null,
            };
            fault = "";
            return true;
        }
        catch (JsonException e)
        {
            fault = $"it is no JSON ({e.Message.Split(". Path", 2)[0]})";
        }
        catch (ArgumentException e)
        {
            fault = $"a number is out of range: {e.Message.Split(" (Parameter", 2)[0].ReplaceLineEndings(" ")}";
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            fault = "a field is missing or of the wrong kind";
        }

        return false;
    }

    private static EdfMap MapOf(JsonElement root)
    {
        JsonElement curve = root.GetProperty("curve");
        JsonElement said = root.GetProperty("label");
        LabelDefinition label = new()
        {
            Event = EdfWords.Event(Word(said, "event")) ?? throw new FormatException(),
            HorizonMonths = said.GetProperty("horizonMonths").GetInt32(),
            Text = Word(said, "text") ?? "",
        };
        return EdfWords.Kind(Word(root, "kind")) switch
        {
            EdfMapKind.Normal or EdfMapKind.Probit => new NormalMap { Label = label, Line = Line(curve) },
            EdfMapKind.Logistic => new LogisticMap { Label = label, Line = Line(curve) },
            EdfMapKind.Exponential => new ExponentialMap { Label = label, Line = Line(curve), Smearing = Number(curve, "smearing") ?? 1 },
            EdfMapKind.ExponentialOls => new ExponentialMap { Label = label, Line = Line(curve), Smearing = Number(curve, "smearing") ?? 1, ByLeastSquares = true },
            EdfMapKind.Isotonic => new IsotonicMap { Label = label, Knots = Knots(curve, 0, 1) },
            EdfMapKind.Kernel => new KernelMap { Label = label, Knots = Knots(curve, double.NegativeInfinity, 0), Bandwidth = curve.GetProperty("bandwidth").GetDouble() },
            _ => throw new FormatException(),
        };
    }

    private static EdfMap Dressed(JsonElement root, EdfMap map)
    {
        JsonElement caps = root.GetProperty("caps");
        return map with
        {
            Distance = EdfWords.Distance(Word(root, "distance")) ?? throw new FormatException(),
            Caps = new EdfCaps { Floor = caps.GetProperty("floor").GetDouble(), Ceiling = caps.GetProperty("ceiling").GetDouble() },
            Level = root.GetProperty("level").GetDouble(),
            Prior = root.TryGetProperty("prior", out JsonElement prior)
                ? new PriorCorrection { SampleRate = prior.GetProperty("sampleRate").GetDouble(), PopulationRate = prior.GetProperty("populationRate").GetDouble() }
                : null,
        };
    }

    private static MapLine Line(JsonElement curve)
    {
        MapLine line = new()
        {
            Intercept = curve.GetProperty("intercept").GetDouble(),
            Slope = curve.GetProperty("slope").GetDouble(),
            InterceptVariance = Number(curve, "interceptVariance"),
            Covariance = Number(curve, "covariance"),
            SlopeVariance = Number(curve, "slopeVariance"),
            DegreesOfFreedom = Number(curve, "degreesOfFreedom") ?? double.PositiveInfinity,
        };
        return !double.IsFinite(line.Intercept) || !double.IsFinite(line.Slope) || line.InterceptVariance < 0 || line.SlopeVariance < 0 || !(line.DegreesOfFreedom > 0)
            ? throw new ArgumentException("a coefficient, a variance or the degrees of freedom of the curve", nameof(curve))
            : line;
    }

    private static MapKnots Knots(JsonElement curve, double least, double most)
    {
        MapKnots knots = new(Numbers(curve, "distances"), Numbers(curve, "values"), Numbers(curve, "lower"), Numbers(curve, "upper"));
        foreach (double value in (double[])[.. knots.Values, .. knots.Lower, .. knots.Upper])
        {
            if (!(value >= least && value <= most))
            {
                throw new ArgumentException("a frequency of the curve", nameof(curve));
            }
        }

        return knots;
    }

    private static EdfMapFit FitOf(JsonElement root, EdfMap map)
    {
        JsonElement fit = root.GetProperty("fit");
        JsonElement[] buckets = root.TryGetProperty("buckets", out JsonElement table) ? [.. table.EnumerateArray()] : [];
        return new EdfMapFit
        {
            Status = Enum.TryParse(Word(fit, "status"), out CalibrationStatus status) ? status : throw new FormatException(),
            Map = map,
            Observations = fit.GetProperty("observations").GetInt64(),
            Events = fit.GetProperty("events").GetInt64(),
            Firms = fit.TryGetProperty("firms", out JsonElement firms) ? firms.GetInt32() : null,
            Coefficients = [.. fit.GetProperty("coefficients").EnumerateArray().Select(static c => new MapCoefficient(Word(c, "name") ?? "", c.GetProperty("value").GetDouble(), Number(c, "standardError"), Number(c, "clusteredError")))],
            LogLikelihood = Number(fit, "logLikelihood"),
            NullLogLikelihood = Number(fit, "nullLogLikelihood"),
            Deviance = Number(fit, "deviance"),
            RSquared = Number(fit, "rSquared"),
            SmearingFactor = Number(fit, "smearingFactor"),
            Iterations = fit.GetProperty("iterations").GetInt32(),
            Replications = fit.GetProperty("replications").GetInt32(),
            Notes = [.. fit.GetProperty("notes").EnumerateArray().Select(static n => n.GetString() ?? "")],
            Buckets = root.TryGetProperty("bucketsPooled", out JsonElement pooled)
                ? new DistanceBuckets
                {
                    Pooled = pooled.GetInt32(),
                    Buckets = [.. buckets.Select(static b => new DistanceBucket
                    {
                        Lower = b.GetProperty("lower").GetDouble(),
                        Upper = b.GetProperty("upper").GetDouble(),
                        MeanDistance = b.GetProperty("meanDistance").GetDouble(),
                        Count = b.GetProperty("count").GetInt64(),
                        Events = b.GetProperty("events").GetInt64(),
                    })],
                }
                : null,
            BucketPredictions = [.. buckets.Select(static b => Number(b, "predicted")).OfType<double>()],
        };
    }

    private static RunParameter[] Words(JsonElement root, string name) =>
        [.. root.GetProperty(name).EnumerateObject().Select(static p => new RunParameter(p.Name, p.Value.GetString() ?? ""))];

    private static double[] Numbers(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement array) ? [.. array.EnumerateArray().Select(static e => e.GetDouble())] : [];

    private static double? Number(JsonElement element, string name) => element.TryGetProperty(name, out JsonElement value) ? value.GetDouble() : null;

    private static string? Word(JsonElement element, string name) =>
        element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
