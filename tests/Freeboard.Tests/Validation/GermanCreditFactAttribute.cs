namespace Freeboard.Tests.Validation;

/// <summary>A test on the German credit data, which are not shipped. Without them it is skipped and says so: a pass would claim what was not looked at.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GermanCreditFactAttribute : FactAttribute
{
    public GermanCreditFactAttribute()
    {
        if (!File.Exists(DataFile))
        {
            Skip = "NOT RUN: the German credit data are not here. FREEBOARD_REAL_DATA names the folder that holds scoring/germancredit.csv.";
        }
    }

    internal static string DataFile => Path.Combine(
        Environment.GetEnvironmentVariable("FREEBOARD_REAL_DATA") ?? Path.Combine(ReferenceTable.RepositoryRoot, "..", "shared", "data"), "scoring", "germancredit.csv");
}
