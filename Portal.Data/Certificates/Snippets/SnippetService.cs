using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Certificates.Snippets;

/// <summary>What people of a clinic do with its snippets: with their own each for themselves, with the clinic's everybody.</summary>
public sealed class SnippetService(DbSession db, SnippetRepository snippets, CommandLog commands, AuditLog audit)
{
    private const string ObjectKind = "AnswerSnippet";
    private const string AddKind = "snippet.add";

    // The doctor's own proposal has a form of its own.
    private const string ProposalType = "LAE165";

    /// <summary>The sections that a doctor writes text in, each with the types that have it, in the order of the catalogue.</summary>
    public static IReadOnlyList<IGrouping<string, (CertificateTypeDefinition Type, CertificateSection Section)>> Sections { get; } =
    [
        .. CertificateTypes.Catalogue.Where(type => type.Id != ProposalType)
            .SelectMany(type => type.AnswerSections.Where(section => section.Type == SectionType.Text).Select(section => (type, section)))
            .GroupBy(pair => pair.section.Id),
    ];

    private static readonly HashSet<string> SectionIds = [.. Sections.Select(section => section.Key)];

    /// <returns>Invalid names the fields; Refused when the actor is of no clinic, or the clinic has as many as it can have.</returns>
    public async Task<Outcome> AddAsync(SnippetInput input, ActionContext by, CancellationToken ct)
    {
        if (SnippetRules.WhyNot(by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        var content = PortalJson.Write(input);
        await using var transaction = await db.BeginAsync(ct);
        if (await commands.FindRepeatAsync(input.CommandId, AddKind, content, by, ct) is { } repeat)
        {
            return repeat;
        }

        if (SnippetRules.Check(input, SectionIds) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        if (await WhyNotMoreAsync(by, ct) is { } full)
        {
            return Outcome.Refused(full);
        }

        var id = Guid.CreateVersion7(new DateTimeOffset(by.At));
        await snippets.InsertAsync(id, input, by, ct);
        if (!await commands.TryRememberAsync(input.CommandId, AddKind, content, id, by, ct))
        {
            return await commands.YieldAsync(transaction, input.CommandId, AddKind, content, by, ct);
        }

        await audit.WriteAsync(by, AddKind, ObjectKind, id, null, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, 1);
    }

    /// <summary>Changes name, wording and section. Whose it is stays as it was.</summary>
    /// <param name="version">The version that the form was drawn from.</param>
    /// <returns>NotFound when it is somebody else's own, or another clinic's.</returns>
    public async Task<Outcome> EditAsync(Guid id, int version, SnippetInput input, ActionContext by, CancellationToken ct)
    {
        if (SnippetRules.WhyNot(by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        await using var transaction = await db.BeginAsync(ct);
        if (await snippets.FindAsync(id, by, ct) is not { } snippet)
        {
            return Outcome.NotFound;
        }

        if (SnippetRules.Check(input, SectionIds) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        if ((snippet.Name, snippet.Wording, snippet.SectionId) == (input.Name, input.Wording, input.SectionId) && snippet.Version == version + 1)
        {
            // The second of two clicks.
            return Outcome.Done(id, snippet.Version);
        }

        if (!await snippets.SetAsync(id, version, input, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, "snippet.edit", ObjectKind, id, null, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, version + 1);
    }

    /// <summary>Offers a snippet no more, or again.</summary>
    /// <param name="version">The version that the page was drawn from.</param>
    public async Task<Outcome> SetRetiredAsync(Guid id, int version, bool isRetired, ActionContext by, CancellationToken ct)
    {
        if (SnippetRules.WhyNot(by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        await using var transaction = await db.BeginAsync(ct);
        if (await snippets.FindAsync(id, by, ct) is not { } snippet)
        {
            return Outcome.NotFound;
        }

        if (snippet.IsRetired == isRetired)
        {
            return Outcome.Done(id, snippet.Version);
        }

        if (!isRetired && await WhyNotMoreAsync(by, ct) is { } full)
        {
            return Outcome.Refused(full);
        }

        if (!await snippets.SetRetiredAsync(id, version, isRetired, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, isRetired ? "snippet.retire" : "snippet.restore", ObjectKind, id, null, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, version + 1);
    }

    private async Task<Refusal?> WhyNotMoreAsync(ActionContext by, CancellationToken ct) =>
        await snippets.CountAsync(by, ct) < SnippetRules.Most ? null : new Refusal("Refusals.SnippetsFull", SnippetRules.Most);
}
