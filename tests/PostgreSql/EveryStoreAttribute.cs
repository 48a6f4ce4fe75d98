using System.Reflection;
using Xunit.Sdk;

namespace Freeboard.Tests.PostgreSql;

/// <summary>Runs a theory once a kind of store: sqlite, and postgres where there is a server. A test of its own says so when there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class EveryStoreAttribute : DataAttribute
{
    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        yield return ["sqlite"];
        if (Environment.GetEnvironmentVariable("FREEBOARD_REQUIRE_POSTGRES") == "1" || PostgreSqlServer.WhyNot is null)
        {
            yield return ["postgres"];
        }
    }
}
