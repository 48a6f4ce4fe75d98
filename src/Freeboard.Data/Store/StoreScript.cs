using System.Text.RegularExpressions;

namespace Freeboard.Data.Store;

/// <summary>The tables and guards that a store of a version has, read from the migrations that make it.</summary>
internal static partial class StoreScript
{
    /// <summary>Names that the scripts up to a version create and do not drop again.</summary>
    public static (IReadOnlyList<string> Tables, IReadOnlyList<string> Guards) Of(string dialect, int version)
    {
        HashSet<string> tables = new(StringComparer.Ordinal);
        HashSet<string> guards = new(StringComparer.Ordinal);
        foreach ((_, string name) in Migration.Scripts(dialect).Where(s => s.Version <= version).OrderBy(static s => s.Version))
        {
            foreach (Match statement in Statement().Matches(Migration.Read(name)))
            {
                HashSet<string> kind = statement.Groups["kind"].Value.Equals("TABLE", StringComparison.OrdinalIgnoreCase) ? tables : guards;
                _ = statement.Groups["verb"].Value.Equals("CREATE", StringComparison.OrdinalIgnoreCase) ? kind.Add(statement.Groups["name"].Value) : kind.Remove(statement.Groups["name"].Value);
            }
        }

        return ([.. tables.Order(StringComparer.Ordinal)], [.. guards.Order(StringComparer.Ordinal)]);
    }

    [GeneratedRegex(@"^\s*(?<verb>CREATE|DROP)\s+(?<kind>TABLE|TRIGGER)\s+(IF\s+(NOT\s+)?EXISTS\s+)?(?<name>\w+)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex Statement();
}
