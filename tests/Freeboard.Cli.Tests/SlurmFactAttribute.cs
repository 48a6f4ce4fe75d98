namespace Freeboard.Cli.Tests;

/// <summary>A test that needs a Slurm cluster. Without one it is skipped and says why; with FREEBOARD_REQUIRE_SLURM=1 it runs, and fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlurmFactAttribute : FactAttribute
{
    public SlurmFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("FREEBOARD_REQUIRE_SLURM") != "1" && SlurmCluster.WhyNot is { } why)
        {
            Skip = "NOT RUN ON SLURM: " + why;
        }
    }
}
