using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Guidelines;

/// <summary>Reads and writes the versions of common guidelines: a municipality's people and its clinics' read its own.</summary>
public sealed class GuidelineRepository(DbSession db)
{
    private const string Columns = """
        SELECT g.Id, g.MunicipalityId, m.Name AS MunicipalityName, g.Number, g.Body, g.BodyHtml, g.ChangeNote, g.SeminarId,
               g.PublishedById, g.PublishedByName, g.PublishedAt
        FROM CommonGuidelines g
        JOIN Municipalities m ON m.Id = g.MunicipalityId
        """;

    // Of a clinic's people the municipality in which the clinic lies.
    private const string IsTheirs = """

        WHERE g.MunicipalityId = COALESCE(@MunicipalityId, (SELECT k.MunicipalityId FROM Clinics k WHERE k.Id = @ClinicId))
        """;

    internal const string FindCurrentSql = Columns + IsTheirs + """

        ORDER BY g.Number DESC, g.Id
        {take}
        """;

    internal const string FindNumberSql = Columns + IsTheirs + """
         AND g.Number = @Number
        """;

    internal const string ListSql = """
        SELECT g.Number, g.ChangeNote, g.PublishedByName, g.PublishedAt
        FROM CommonGuidelines g
        """ + IsTheirs + """

        ORDER BY g.Number DESC, g.Id
        {take}
        """;

    internal const string InsertSql = """
        INSERT INTO CommonGuidelines (Id, MunicipalityId, Number, Body, BodyHtml, ChangeNote, SeminarId, PublishedById, PublishedByName, PublishedAt)
        SELECT @Id, @MunicipalityId, @Number, @Body, @BodyHtml, @ChangeNote, @SeminarId, p.Id, p.Name, @At
        FROM People p
        WHERE p.Id = @ById
        """;

    /// <summary>How many versions the list shows, newest first.</summary>
    public const int MostVersions = 100;

    /// <param name="number">Of a version to see as it was; null for the one that holds now.</param>
    /// <returns>Null when the viewer's municipality has none, or not that one.</returns>
    public async Task<CommonGuideline?> FindAsync(int? number, ActionContext viewer, CancellationToken ct) => number is { } wanted
        ? await db.FindAsync<CommonGuideline>(FindNumberSql, new { viewer.MunicipalityId, viewer.ClinicId, Number = wanted }, ct)
        : await db.FindAsync<CommonGuideline>(FindCurrentSql, new { viewer.MunicipalityId, viewer.ClinicId, Take = 1 }, ct);

    /// <summary>The versions there are, newest first, without their texts.</summary>
    public Task<IReadOnlyList<GuidelineVersion>> ListAsync(ActionContext viewer, CancellationToken ct) =>
        db.QueryAsync<GuidelineVersion>(ListSql, new { viewer.MunicipalityId, viewer.ClinicId, Take = MostVersions }, ct);

    /// <returns>False when the number is taken by now; the transaction is then only good for rolling back.</returns>
    internal Task<bool> TryInsertAsync(Guid id, GuidelineInput input, string html, ActionContext by, CancellationToken ct) => db.TryInsertAsync(
        InsertSql,
        new
        {
            Id = id,
            by.MunicipalityId,
            Number = input.BasedOn + 1,
            input.Body,
            BodyHtml = html,
            input.ChangeNote,
            input.SeminarId,
            by.At,
            ById = by.PersonId,
        },
        ct);
}
