using Freeboard.Services.Access;
using Freeboard.Services.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Freeboard.Web.Host;

/// <summary>Whether the process lives, and whether it can answer: for whoever restarts it or sends it traffic.</summary>
internal static class Health
{
    public static void Map(IEndpointRouteBuilder routes)
    {
        routes.MapGet("/health/live", static () => Results.Text("live\n")).AllowAnonymous().ExcludeFromDescription();
        routes.MapGet("/health/ready", Ready).AllowAnonymous().ExcludeFromDescription();
    }

    private static IResult Ready(AccessBook book)
    {
        try
        {
            _ = book.AnyAccount();
            return Results.Text("ready\n");
        }
        catch (RunArchiveException)
        {
            // Why is for those who may know; the address of the store is not for everybody.
            return Results.Text("the store cannot be read\n", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
