using Portal.Data.Directory;

namespace Portal.Web.Infrastructure;

/// <summary>Whether the process runs, and whether it can do its work. 200 or 503, and no details to anybody.</summary>
public static class Health
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Ok()).AllowAnonymous();
        app.MapGet("/health/ready", async (DirectoryRepository directory, CancellationToken ct) =>
        {
            try
            {
                await directory.ListMunicipalitiesAsync(ct);
                return Results.Ok();
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                return Results.StatusCode(StatusCodes.Status503ServiceUnavailable);
            }
        }).AllowAnonymous();
    }
}
