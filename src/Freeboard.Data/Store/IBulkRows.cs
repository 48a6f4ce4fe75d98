namespace Freeboard.Data.Store;

/// <summary>Rows on their way into one table, cell by cell in the order of its columns. <see cref="Complete"/> sends what is left; without it nothing may arrive.</summary>
internal interface IBulkRows : IDisposable
{
    void Integer(long value);

    /// <summary>A finite number, or null for NaN: facts have no other number that is not finite.</summary>
    void Number(double value);

    void Text(string? value);

    /// <summary>Ends the row, which has all its cells.</summary>
    void EndRow();

    void Complete();
}
