using Freeboard.Structural;

namespace Freeboard.Services.Sample;

/// <summary>One firm of the synthetic market, complete: character, true path, events, statements, labels and equity.</summary>
internal sealed record SampleFirm
{
    /// <summary>Horizon of the call that equity is, in years; constant, so that every day's truth is one Merton model.</summary>
    public const double HorizonYears = 1;

    /// <summary>Risk-neutral distance at a period end below which the announcement brings special treatment (ST).</summary>
    private const double SpecialTreatmentDistance = 1.3;

    public required FirmCharacter Character { get; init; }

    public required FirmPath Path { get; init; }

    public required FirmEvents Events { get; init; }

    public required IReadOnlyList<SampleStatement> Statements { get; init; }

    public required IReadOnlyList<(DateOnly Date, string Event)> Labels { get; init; }

    public static SampleFirm Make(SampleWorld world, int index)
    {
        FirmCharacter character = FirmCharacter.Draw(world.Options.Seed, index);
        FirmPath path = FirmPath.Simulate(world, character);
        FirmEvents events = FirmEvents.Plan(world, character, path, EquityAt(world, character, path, FirmEvents.FirstIndexOf(world, character)));
        IReadOnlyList<SampleStatement> statements = FirmStatements.Of(world, character, path, events);
        return new SampleFirm
        {
            Character = character,
            Path = path,
            Events = events,
            Statements = statements,
            Labels = LabelsOf(world, character, path, events, statements),
        };
    }

    /// <summary>Equity value on a day: the Merton call on assets, struck at that day's default point, at the rate known before the day.</summary>
    public double EquityValue(SampleWorld world, int index) => EquityAt(world, Character, Path, index);

    public double EquityVolatility(SampleWorld world, int index) =>
        MertonModel.EquityVolatility(Path.AssetValue[index], Character.AssetVolatility, Path.DefaultPoint[index], world.RiskFreeRate[index], HorizonYears);

    public double DistanceRiskNeutral(SampleWorld world, int index) => DistanceAt(world, Character, Path, index);

    public double DistanceKmv(int index) =>
        DistanceToDefault.Kmv(Path.AssetValue[index], Character.AssetVolatility, Path.DefaultPoint[index], HorizonYears);

    private static double EquityAt(SampleWorld world, FirmCharacter character, FirmPath path, int index) =>
        MertonModel.EquityValue(path.AssetValue[index], character.AssetVolatility, path.DefaultPoint[index], world.RiskFreeRate[index], HorizonYears);

    private static double DistanceAt(SampleWorld world, FirmCharacter character, FirmPath path, int index) =>
        DistanceToDefault.RiskNeutral(path.AssetValue[index], character.AssetVolatility, path.DefaultPoint[index], world.RiskFreeRate[index], HorizonYears);

    private static List<(DateOnly Date, string Event)> LabelsOf(
        SampleWorld world, FirmCharacter character, FirmPath path, FirmEvents events, IReadOnlyList<SampleStatement> statements)
    {
        IReadOnlyList<DateOnly> days = world.Calendar.Days;
        List<(DateOnly Date, string Event)> labels = [];
        foreach (SampleStatement statement in statements)
        {
            int index = world.Calendar.IndexOnOrAfter(statement.PeriodEnd.AddDays(1)) - 1;
            bool listed = statement.Announced >= days[events.First];
            if (listed && character.Profile != FirmProfile.Bank && DistanceAt(world, character, path, index) < SpecialTreatmentDistance)
            {
                labels.Add((statement.Announced, "st"));
                break;
            }
        }

        if (path.DefaultIndex is int failed && failed >= events.First)
        {
            labels.Add((days[failed], "default"));
        }

        if (events.Delisted)
        {
            labels.Add((days[events.End], "delisted"));
        }

        return [.. labels.OrderBy(static l => l.Date)];
    }
}
