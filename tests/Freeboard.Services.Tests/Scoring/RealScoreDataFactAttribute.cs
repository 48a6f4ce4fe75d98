namespace Freeboard.Services.Tests.Scoring;

/// <summary>A test on public scoring data, which are not shipped. Without them it is skipped and says so: a pass would claim what was not looked at.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RealScoreDataFactAttribute : FactAttribute
{
    public RealScoreDataFactAttribute(string file)
    {
        File = file;
        if (!System.IO.File.Exists(PathOf(file)))
        {
            Skip = $"NOT RUN: the data are not here. FREEBOARD_REAL_DATA names the folder that holds scoring/{file}.";
        }
    }

    public string File { get; }

    internal static string PathOf(string file) => Path.Combine(
        Environment.GetEnvironmentVariable("FREEBOARD_REAL_DATA") ?? Path.Combine(RepositoryFiles.Root, "..", "shared", "data"), "scoring", file);
}
