using System.Reflection;
using Freeboard.Structural;

namespace Freeboard.Tests.PublicApi;

/// <summary>What users of the package can see changes only on purpose.</summary>
public class PublicApiTests
{
    private const string AcceptVariable = "FREEBOARD_ACCEPT_SNAPSHOT";

    private static string SnapshotFile => Path.Combine(
        ReferenceTable.RepositoryRoot, "tests", "Freeboard.Tests", "PublicApi", "PublicApi.Snapshot.txt");

    [Fact]
    public void Public_members_are_those_of_the_snapshot()
    {
        Assembly assembly = typeof(TwoEquations).Assembly;
        string current = string.Join('\n', PublicApiListing.Of(assembly)) + "\n";
        if (Environment.GetEnvironmentVariable(AcceptVariable) == "1")
        {
            File.WriteAllText(SnapshotFile, current);
        }

        string accepted = File.Exists(SnapshotFile) ? File.ReadAllText(SnapshotFile).ReplaceLineEndings("\n") : "";
        string[] added = [.. current.Split('\n').Except(accepted.Split('\n'))];
        string[] removed = [.. accepted.Split('\n').Except(current.Split('\n'))];
        Assert.True(
            current == accepted,
            $"The public members of Freeboard differ from PublicApi.Snapshot.txt. If that is meant, run the test again with {AcceptVariable}=1 and commit the file.\n"
                + string.Concat(added.Select(line => $"  new:  {line}\n"))
                + string.Concat(removed.Select(line => $"  gone: {line}\n")));
    }

    [Fact]
    public void No_foreign_type_appears_in_a_public_signature()
    {
        string[] foreign = [.. PublicApiListing.Of(typeof(TwoEquations).Assembly).Where(line => line.Contains("MathNet", StringComparison.Ordinal))];
        Assert.Empty(foreign);
    }
}
