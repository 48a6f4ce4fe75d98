using System.Reflection;

namespace Freeboard.Reporting.Tests;

/// <summary>Where the repository stands on this machine.</summary>
internal static class Repository
{
    internal static string Root { get; } = typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == "RepositoryRoot").Value!;

    internal static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);
}
