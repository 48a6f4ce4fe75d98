using Freeboard.Services.Access;

namespace Freeboard.Web.Site;

/// <summary>A page in the masthead.</summary>
/// <param name="Key">Its name is the phrase <c>nav.KEY</c>.</param>
/// <param name="Path">Its address.</param>
/// <param name="Right">Who sees it.</param>
public sealed record NavItem(string Key, string Path, Right Right)
{
    /// <summary>The page "Overview".</summary>
    public static NavItem Overview { get; } = new("overview", "/", Right.Read);
    /// <summary>The page "Firms".</summary>
    public static NavItem Firms { get; } = new("firms", "/firms", Right.Read);
    /// <summary>The page "Screener".</summary>
    public static NavItem Screener { get; } = new("screener", "/screener", Right.Read);
    /// <summary>The page "Compare".</summary>
    public static NavItem Compare { get; } = new("compare", "/compare", Right.Read);
    /// <summary>The page "Validation".</summary>
    public static NavItem Validation { get; } = new("validation", "/validation", Right.Read);
    /// <summary>The page "Portfolio".</summary>
    public static NavItem Portfolio { get; } = new("portfolio", "/portfolio", Right.Read);
    /// <summary>The page "Migration".</summary>
    public static NavItem Migration { get; } = new("migration", "/migration", Right.Read);
    /// <summary>The page "Alerts".</summary>
    public static NavItem Alerts { get; } = new("alerts", "/alerts", Right.Read);
    /// <summary>The page "Economy".</summary>
    public static NavItem Macro { get; } = new("macro", "/macro", Right.Read);
    /// <summary>The page "Replication".</summary>
    public static NavItem Replication { get; } = new("replication", "/replication", Right.Read);
    /// <summary>The page "Runs".</summary>
    public static NavItem Runs { get; } = new("runs", "/runs", Right.Read);
    /// <summary>The page "Imports".</summary>
    public static NavItem Imports { get; } = new("imports", "/imports", Right.Read);
    /// <summary>The page "Documents".</summary>
    public static NavItem Docs { get; } = new("docs", "/docs", Right.Read);
    /// <summary>The page "Users".</summary>
    public static NavItem Users { get; } = new("users", "/users", Right.Administer);
    /// <summary>The page "Log".</summary>
    public static NavItem Log { get; } = new("log", "/log", Right.Administer);

    /// <summary>The pages in their order: a line a page.</summary>
    public static IReadOnlyList<NavItem> All { get; } =
    [
        Overview,
        Firms,
        Screener,
        Compare,
        Alerts,
        Macro,
        Validation,
        Portfolio,
        Migration,
        Replication,
        Runs,
        Imports,
        Docs,
        Users,
        Log,
    ];
}
