namespace Freeboard.Tests.PostgreSql;

/// <summary>A test that needs a PostgreSQL server. Without one it is skipped and says why; with FREEBOARD_REQUIRE_POSTGRES=1 it runs, and fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgreSqlFactAttribute : FactAttribute
{
    public PostgreSqlFactAttribute()
    {
        if (Environment.GetEnvironmentVariable("FREEBOARD_REQUIRE_POSTGRES") != "1" && PostgreSqlServer.WhyNot is { } why)
        {
            Skip = "NOT RUN ON POSTGRESQL: " + why;
        }
    }
}
