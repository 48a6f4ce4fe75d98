namespace Freeboard.Cli.Tests;

/// <summary>A test that needs a Slurm cluster. Without one it is skipped and says why; with FREEBOARD_REQUIRE_SLURM=1 it runs, and fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class SlurmFactAttribute : FactAttribute
{
    public SlurmFactAttribute()
    {
        // Asked in any case: it is the asking that starts the cluster.
        if (SlurmCluster.WhyNot is { } why && Environment.GetEnvironmentVariable("FREEBOARD_REQUIRE_SLURM") != "1")
        {
            Skip = "NOT RUN ON SLURM: " + why;
        }
    }
}
