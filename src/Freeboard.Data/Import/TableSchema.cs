namespace Freeboard.Data.Import;

/// <summary>Columns a file must and may have. A column is addressed by its place in <see cref="All"/>.</summary>
internal sealed record TableSchema(string Layout, IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    public IReadOnlyList<string> All { get; } = [.. Required, .. Optional];
}
