namespace Freeboard.Data.AsOf;

/// <summary>Whose accounts a statement shows. Figures of the two are never mixed: a holding company may owe next to nothing while its group is deep in debt.</summary>
public enum StatementScope
{
    /// <summary>The group: the parent and its subsidiaries. What the market value of the shares stands against.</summary>
    Consolidated = 0,

    /// <summary>The parent company alone.</summary>
    Parent,
}
