using System.Globalization;

namespace Freeboard.Data.Facts;

/// <summary>Number of an import in one store, from 1 on in the order of the imports.</summary>
/// <param name="Number">The number.</param>
public readonly record struct ImportId(int Number)
{
    /// <summary>The number, as a user types it.</summary>
    public override string ToString() => Number.ToString(CultureInfo.InvariantCulture);
}
