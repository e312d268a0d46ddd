using System.Security.Cryptography;
using System.Text;
using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Offers;

/// <summary>Writes offers: what an editor saves and what a file brings go the same way.</summary>
public sealed class OfferService(DbSession db, IBodyRenderer renderer, AuditLog audit)
{
    internal const string FindSql = """
        SELECT o.Id, o.MunicipalityId, o.Status, o.VersionNumber, v.ContentHash, v.RendererVersion, o.Version
        FROM Offers o
        JOIN OfferVersions v ON v.Id = o.CurrentVersionId
        WHERE o.Slug = @Slug
        """;

    internal const string InsertOfferSql = """
        INSERT INTO Offers (Id, Slug, MunicipalityId, Status, CurrentVersionId, VersionNumber, Name, Purpose, Kind, Owner, Referral,
                            MinMinutesPerWeek, MaxMinutesPerWeek, Place, StartMode, WaitingWeeks, AlsoFor, CanBeMet, SearchText,
                            ReviewByOn, PublishedAt, UpdatedAt, Version)
        VALUES (@Id, @Slug, @MunicipalityId, @Status, @CurrentVersionId, @VersionNumber, @Name, @Purpose, @Kind, @Owner, @Referral,
                @MinMinutesPerWeek, @MaxMinutesPerWeek, @Place, @StartMode, @WaitingWeeks, @AlsoFor, @CanBeMet, @SearchText,
                @ReviewByOn, @PublishedAt, @UpdatedAt, 1)
        """;

    internal const string SetContentSql = """
        UPDATE Offers
        SET CurrentVersionId = @CurrentVersionId, VersionNumber = @VersionNumber, Name = @Name, Purpose = @Purpose, Kind = @Kind,
            Owner = @Owner, Referral = @Referral, MinMinutesPerWeek = @MinMinutesPerWeek, MaxMinutesPerWeek = @MaxMinutesPerWeek,
            Place = @Place, StartMode = @StartMode, WaitingWeeks = @WaitingWeeks, AlsoFor = @AlsoFor, CanBeMet = @CanBeMet,
            SearchText = @SearchText, ReviewByOn = @ReviewByOn, UpdatedAt = @UpdatedAt, Version = Version + 1
        WHERE Id = @Id AND Version = @Version
        """;

    internal const string InsertVersionSql = """
        INSERT INTO OfferVersions (Id, OfferId, VersionNumber, Name, Facts, BodyMarkdown, BodyHtml, RendererVersion, ContentHash, CreatedAt, CreatedById)
        VALUES (@Id, @OfferId, @VersionNumber, @Name, @Facts, @BodyMarkdown, @BodyHtml, @RendererVersion, @ContentHash, @CreatedAt, @CreatedById)
        """;

    /// <summary>Publishes an offer: a new one, or a new version of the one with the same slug. The same content again changes nothing.</summary>
    /// <returns>Invalid names what is missing; Refused says who may; ChangedByOther when two people save at once.</returns>
    public async Task<Outcome> PublishAsync(OfferInput input, ActionContext by, CancellationToken ct)
    {
        // Rendered here and nowhere else: once, at save.
        var body = renderer.Render(input.Body);
        if (OfferRules.WhyNot(OfferAction.Publish, input.MunicipalityId, by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        if (OfferRules.Check(input, body) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        await using var transaction = await db.BeginAsync(ct);
        var existing = await db.FindAsync<Existing>(FindSql, new { input.Slug }, ct);
        if (existing is not null && existing.MunicipalityId != input.MunicipalityId)
        {
            return Outcome.Invalid([new FieldError("slug", "Errors.SlugTaken")]);
        }

        var hash = Hash(input);
        if (existing is not null && existing.ContentHash == hash && existing.RendererVersion == renderer.Version)
        {
            return Outcome.Done(existing.Id, existing.Version);
        }

        var id = existing?.Id ?? Guid.CreateVersion7(new DateTimeOffset(by.At));
        var row = Row(input, body, id, existing, by);
        var written = existing is null
            ? await db.TryInsertAsync(InsertOfferSql, row, ct)
            : await db.ExecuteAsync(SetContentSql, row, ct) == 1;
        if (!written)
        {
            return Outcome.ChangedByOther;
        }

        await db.ExecuteAsync(
            InsertVersionSql,
            new
            {
                Id = row.CurrentVersionId,
                OfferId = id,
                row.VersionNumber,
                input.Name,
                Facts = PortalJson.Write(input.Facts),
                BodyMarkdown = input.Body,
                BodyHtml = body.Html,
                RendererVersion = renderer.Version,
                ContentHash = hash,
                CreatedAt = by.At,
                CreatedById = by.PersonId,
            },
            ct);
        await audit.WriteAsync(by, "offer.publish", "Offer", id, null, $"version {row.VersionNumber}", ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, (existing?.Version ?? 0) + 1);
    }

    private static OfferRow Row(OfferInput input, RenderedBody body, Guid id, Existing? existing, ActionContext by)
    {
        var facts = input.Facts;
        return new OfferRow
        {
            Id = id,
            Slug = input.Slug,
            MunicipalityId = input.MunicipalityId,
            Status = nameof(OfferStatus.Published),
            CurrentVersionId = Guid.CreateVersion7(new DateTimeOffset(by.At)),
            VersionNumber = (existing?.VersionNumber ?? 0) + 1,
            Name = input.Name,
            Purpose = facts.Purpose,
            Kind = facts.Kind.ToString(),
            Owner = facts.Owner.ToString(),
            Referral = facts.Referral.ToString(),
            MinMinutesPerWeek = facts.MinMinutesPerWeek,
            MaxMinutesPerWeek = facts.MaxMinutesPerWeek,
            Place = facts.Place,
            StartMode = facts.StartMode,
            WaitingWeeks = facts.WaitingWeeks,
            AlsoFor = Listed(facts.AlsoFor),
            CanBeMet = Listed(facts.Adaptations.Where(a => a.Level != AdaptationLevel.NotPossible).Select(a => a.Consideration.ToString())),
            SearchText = TextFolding.Fold(string.Join(' ', input.Name, facts.Purpose, facts.Place, facts.Supplier, facts.Schedule, facts.Contact.Name, body.PlainText)),
            ReviewByOn = facts.ReviewByOn,
            PublishedAt = by.At,
            UpdatedAt = by.At,
            Version = existing?.Version ?? 0,
        };
    }

    /// <summary>Values between semicolons, so that one can be looked for with a semicolon on either side.</summary>
    private static string Listed(IEnumerable<string> values) => $";{string.Join(';', values)};";

    private static string Hash(OfferInput input) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PortalJson.Write(input))));

    private sealed record Existing
    {
        public required Guid Id { get; init; }

        public required Guid MunicipalityId { get; init; }

        public required OfferStatus Status { get; init; }

        public required int VersionNumber { get; init; }

        public required string ContentHash { get; init; }

        public required int RendererVersion { get; init; }

        public required int Version { get; init; }
    }

    private sealed record OfferRow
    {
        public required Guid Id { get; init; }

        public required string Slug { get; init; }

        public required Guid MunicipalityId { get; init; }

        public required string Status { get; init; }

        public required Guid CurrentVersionId { get; init; }

        public required int VersionNumber { get; init; }

        public required string Name { get; init; }

        public required string Purpose { get; init; }

        public required string Kind { get; init; }

        public required string Owner { get; init; }

        public required string Referral { get; init; }

        public required int MinMinutesPerWeek { get; init; }

        public required int MaxMinutesPerWeek { get; init; }

        public required string Place { get; init; }

        public required string StartMode { get; init; }

        public required int WaitingWeeks { get; init; }

        public required string AlsoFor { get; init; }

        public required string CanBeMet { get; init; }

        public required string SearchText { get; init; }

        public required DateOnly ReviewByOn { get; init; }

        public required DateTime PublishedAt { get; init; }

        public required DateTime UpdatedAt { get; init; }

        public required int Version { get; init; }
    }
}
