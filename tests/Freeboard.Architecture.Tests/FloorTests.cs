using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace Freeboard.Architecture.Tests;

/// <summary>References run down only; the ground floor is pure; faces use types of the ground floor but never its solvers.</summary>
public sealed partial class FloorTests
{
    private static readonly Dictionary<string, string[]> AllowedReferences = new(StringComparer.Ordinal)
    {
        ["Freeboard"] = [],
        ["Freeboard.Data"] = ["Freeboard"],
        ["Freeboard.Services"] = ["Freeboard.Data", "Freeboard"],
        ["Freeboard.Reporting"] = ["Freeboard.Services", "Freeboard"],
        ["Freeboard.Web"] = ["Freeboard.Reporting", "Freeboard.Services", "Freeboard"],
        ["Freeboard.Cli"] = ["Freeboard.Web", "Freeboard.Reporting", "Freeboard.Services", "Freeboard"],
    };

    public static TheoryData<string> Assemblies => [.. AllowedReferences.Keys];

    [Theory]
    [MemberData(nameof(Assemblies))]
    public void A_floor_refers_only_to_floors_below_it(string assembly)
    {
        using MetadataFile file = new(assembly);
        string[] own = [.. file.Reader.AssemblyReferences
            .Select(handle => file.Reader.GetString(file.Reader.GetAssemblyReference(handle).Name))
            .Where(name => name.StartsWith("Freeboard", StringComparison.OrdinalIgnoreCase))];
        Assert.Empty(own.Except(AllowedReferences[assembly], StringComparer.Ordinal));
    }

    [Fact]
    public void The_ground_floor_uses_no_files_network_databases_or_console()
    {
        string[] banned = ["System.IO.", "System.Net", "System.Data", "Microsoft.Data", "Microsoft.Extensions", "System.Console"];
        using MetadataFile file = new("Freeboard");
        string[] used = [.. TypesUsed(file.Reader).Where(type =>
            banned.Any(prefix => type.StartsWith(prefix, StringComparison.Ordinal)) || type == "System.Console")];
        Assert.Empty(used);
        Assert.DoesNotContain(
            file.Reader.AssemblyReferences.Select(handle => file.Reader.GetString(file.Reader.GetAssemblyReference(handle).Name)),
            name => name.StartsWith("System.Net", StringComparison.Ordinal) || name.StartsWith("System.Data", StringComparison.Ordinal) || name == "System.Console");
    }

    [Theory]
    [InlineData("Freeboard.Cli")]
    [InlineData("Freeboard.Web")]
    [InlineData("Freeboard.Reporting")]
    public void Faces_and_reporting_never_call_a_solver_or_an_estimator(string assembly)
    {
        // A static class of the ground floor is a routine; records, enums and policies are types that faces may pass along.
        HashSet<string> routines = [.. typeof(Structural.MertonInputs).Assembly.GetTypes()
            .Where(type => type is { IsAbstract: true, IsSealed: true, IsPublic: true })
            .Select(type => type.FullName!)];
        Assert.Contains("Freeboard.Structural.TwoEquations", routines);
        using MetadataFile file = new(assembly);
        Assert.DoesNotContain(TypesUsed(file.Reader), routines.Contains);
    }

    [Fact]
    public void Only_faces_write_to_the_console()
    {
        foreach (string assembly in (string[])["Freeboard", "Freeboard.Data", "Freeboard.Services", "Freeboard.Reporting"])
        {
            using MetadataFile file = new(assembly);
            Assert.DoesNotContain("System.Console", TypesUsed(file.Reader));
        }
    }

    [Theory]
    [InlineData("Freeboard")]
    [InlineData("Freeboard.Data")]
    [InlineData("Freeboard.Services")]
    [InlineData("Freeboard.Reporting")]
    public void No_exception_is_caught_whole_below_the_faces(string project)
    {
        // A filter ("when") says which exceptions are meant; without one, a bug would pass for bad weather.
        // A block that only lets go of what it holds and throws on is no catch of that kind.
        string[] offenders = [.. Repository.SourceFiles(project).Where(file => CaughtWhole().IsMatch(File.ReadAllText(file)))];
        Assert.Empty(offenders);
    }

    [GeneratedRegex(@"catch\s*(\(\s*(System\.)?Exception(\s+\w+)?\s*\))?\s*\{(?![^{}]*\bthrow;\s*\})")]
    private static partial Regex CaughtWhole();

    private static IEnumerable<string> TypesUsed(MetadataReader reader) => reader.TypeReferences.Select(handle =>
    {
        TypeReference type = reader.GetTypeReference(handle);
        string space = reader.GetString(type.Namespace);
        return space.Length == 0 ? reader.GetString(type.Name) : $"{space}.{reader.GetString(type.Name)}";
    });

    private sealed class MetadataFile : IDisposable
    {
        private readonly PEReader image;

        public MetadataFile(string assembly)
        {
            image = new PEReader(File.OpenRead(Path.Combine(AppContext.BaseDirectory, assembly + ".dll")));
            Reader = image.GetMetadataReader();
        }

        public MetadataReader Reader { get; }

        public void Dispose() => image.Dispose();
    }
}
