namespace Freeboard.Data.AsOf;

/// <summary>A firm's share capital by class, with the day it holds from and the day it became known.</summary>
public sealed record ShareFact
{
    /// <summary>The first day on which the capital stood at these counts.</summary>
    public required DateOnly ValidFrom { get; init; }

    /// <summary>The day on which the counts became known; they are used on days strictly after it.</summary>
    public required DateOnly KnownOn { get; init; }

    /// <summary>Freely tradable shares, in shares (not lots); not negative.</summary>
    public required double Tradable { get; init; }

    /// <summary>Restricted (non-tradable) shares, in shares; not negative.</summary>
    public required double Restricted { get; init; }

    /// <summary>B shares, in shares; zero where there are none.</summary>
    public double B { get; init; }

    /// <summary>H shares, in shares; zero where there are none.</summary>
    public double H { get; init; }

    /// <summary>The file the counts came from, with the policy that derived them where they were not filed.</summary>
    public required string Source { get; init; }
}
