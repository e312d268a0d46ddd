using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Guidelines;

namespace Portal.Data.Seminars.Afterwards;

/// <summary>Writes minutes: a draft that those who plan share, published once, and amended with a reason.</summary>
public sealed class MinutesService(DbSession db, SeminarRepository seminars, MinutesRepository minutes, SeminarNotices notices, IDocumentRenderer renderer, AuditLog audit)
{
    /// <summary>Saves the draft.</summary>
    /// <returns>Version of the draft; ChangedByOther when a colleague has saved since the form was drawn; Invalid names the field body.</returns>
    public Task<Outcome> SaveAsync(Guid id, MinutesInput input, ActionContext by, CancellationToken ct) => WriteAsync(id, input, isFinal: false, by, ct);

    /// <summary>Publishes the minutes as the form holds them, and tells those who may read them.</summary>
    /// <returns>As <see cref="SaveAsync"/>.</returns>
    public Task<Outcome> PublishAsync(Guid id, MinutesInput input, ActionContext by, CancellationToken ct) => WriteAsync(id, input, isFinal: true, by, ct);

    /// <summary>Publishes a new version in the place of the one before, which stays to be read.</summary>
    /// <returns>ChangedByOther when another amendment came first; Invalid names the fields body and reason.</returns>
    public async Task<Outcome> AmendAsync(Guid id, MinutesInput input, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await seminars.FindAsync(id, by, ct) is not { } seminar)
        {
            return Outcome.NotFound;
        }

        if (SeminarRules.WhyNot(seminar, SeminarAction.AmendMinutes, by, by.At) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        var current = (await minutes.FindPublishedAsync(id, null, ct))!;
        if (current.Number != input.BasedOn)
        {
            return IsSame(current, input, by) && current.Number == input.BasedOn + 1 && current.Reason == input.Reason ? Outcome.Done(id, current.Number) : Outcome.ChangedByOther;
        }

        if (MinutesRules.Check(input, current.Body) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        if (!await minutes.TryInsertAsync(id, current.Number + 1, input, renderer.Render(input.Body).Html, by.At, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        await notices.TellAsync(seminar, SeminarNotice.MinutesPublished, null, by, ct);
        await audit.WriteAsync(by, "minutes.amend", "Seminar", id, seminar.CitizenId, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, current.Number + 1);
    }

    private async Task<Outcome> WriteAsync(Guid id, MinutesInput input, bool isFinal, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await seminars.FindAsync(id, by, ct) is not { } seminar)
        {
            return Outcome.NotFound;
        }

        if (isFinal && seminar.Facts.MinutesPublishedAt is not null && MinutesRules.MayReadDraft(seminar, by)
            && await minutes.FindPublishedAsync(id, null, ct) is { Number: 1 } published && IsSame(published, input, by))
        {
            return Outcome.Done(id, published.Version);
        }

        if (SeminarRules.WhyNot(seminar, SeminarAction.WriteMinutes, by, by.At) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        var draft = await minutes.FindDraftAsync(id, ct);
        if ((draft?.Version ?? 0) != input.BasedOn)
        {
            return !isFinal && draft is not null && IsSame(draft, input, by) ? Outcome.Done(id, draft.Version) : Outcome.ChangedByOther;
        }

        if (MinutesRules.Check(input, null) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        var html = renderer.Render(input.Body).Html;
        var publishedAt = isFinal ? by.At : (DateTime?)null;
        var isWritten = draft is null
            ? await minutes.TryInsertAsync(id, 1, input, html, publishedAt, by, ct)
            : await minutes.SetAsync(draft.Id, input, html, publishedAt, by, ct);
        var after = seminar with { Facts = seminar.Facts with { MinutesStartedAt = seminar.Facts.MinutesStartedAt ?? by.At, MinutesPublishedAt = publishedAt } };
        if (!isWritten || (after != seminar && !await seminars.SetAsync(after, seminar.Version, by, ct)))
        {
            return Outcome.ChangedByOther;
        }

        if (isFinal)
        {
            await notices.TellAsync(after, SeminarNotice.MinutesPublished, null, by, ct);
        }

        await audit.WriteAsync(by, isFinal ? "minutes.publish" : "minutes.save", "Seminar", id, seminar.CitizenId, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, (draft?.Version ?? 0) + 1);
    }

    private static bool IsSame(SeminarMinutes written, MinutesInput input, ActionContext by) => written.WrittenById == by.PersonId && written.Body == input.Body;
}
