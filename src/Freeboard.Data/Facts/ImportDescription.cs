using Freeboard.Provenance;

namespace Freeboard.Data.Facts;

/// <summary>What an import is, before its first fact.</summary>
public sealed record ImportDescription
{
    /// <summary>Where its files come from: canonical, tushare, netease ...</summary>
    public required string Source { get; init; }

    /// <summary>Settings that had a say in the facts, such as the lag policy.</summary>
    public IReadOnlyList<RunParameter> Parameters { get; init; } = [];

    /// <summary>Whether the data are synthetic.</summary>
    public bool Synthetic { get; init; }
}
