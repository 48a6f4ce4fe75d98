namespace Freeboard.Data.Store;

/// <summary>A column of a bulk load.</summary>
/// <param name="Name">Its name; ours, never a user's text.</param>
/// <param name="Type">What its cells hold.</param>
internal readonly record struct BulkColumn(string Name, BulkType Type);

/// <summary>What a column holds. Binary COPY needs the width of an integer to be the column's own.</summary>
internal enum BulkType
{
    /// <summary>Four bytes.</summary>
    Integer = 0,

    /// <summary>Eight bytes.</summary>
    Long,

    /// <summary>A double, or nothing.</summary>
    Number,

    /// <summary>Text, or nothing.</summary>
    Text,
}
