using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Seminars;
using Portal.Data.Seminars.Afterwards;

namespace Portal.Data.Guidelines;

/// <summary>Publishes new versions of a municipality's common guidelines, out of a meeting's decisions or on their own.</summary>
public sealed class GuidelineService(
    DbSession db, GuidelineRepository guidelines, SeminarRepository seminars, DecisionRepository decisions, IDocumentRenderer renderer, AuditLog audit)
{
    /// <summary>Adds a version. The decisions that it took in are marked with it.</summary>
    /// <returns>
    /// Done also for a repeat of the same post; ChangedByOther when another version has been published since the form was drawn;
    /// Invalid names the fields body and changeNote; Refused when the actor is no coordinator, or the meeting's decisions cannot become guidelines.
    /// </returns>
    public async Task<Outcome> PublishAsync(GuidelineInput input, ActionContext by, CancellationToken ct)
    {
        if (CommonGuidelineRules.WhyNotPublish(by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        await using var transaction = await db.BeginAsync(ct);
        var current = await guidelines.FindAsync(null, by, ct);
        if (current is not null && IsRepeat(current, input, by))
        {
            return Outcome.Done(current.Id, current.Number);
        }

        if (input.SeminarId is { } seminarId)
        {
            if (await seminars.FindAsync(seminarId, by, ct) is not { } seminar)
            {
                return Outcome.NotFound;
            }

            if (DecisionRules.WhyNotPublish(seminar, by, by.At) is { } refusal)
            {
                return Outcome.Refused(refusal);
            }
        }

        if ((current?.Number ?? 0) != input.BasedOn)
        {
            return Outcome.ChangedByOther;
        }

        if (CommonGuidelineRules.Check(input, current?.Body) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        var id = Guid.CreateVersion7(new DateTimeOffset(by.At));
        if (!await guidelines.TryInsertAsync(id, input, renderer.Render(input.Body).Html, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        if (input is { SeminarId: { } decidedAt, DecisionIds.Count: > 0 })
        {
            await decisions.SetGuidelineAsync(decidedAt, input.DecisionIds, id, ct);
        }

        await audit.WriteAsync(by, "guideline.publish", "CommonGuideline", id, null, input.SeminarId?.ToString(), ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, input.BasedOn + 1);
    }

    private static bool IsRepeat(CommonGuideline current, GuidelineInput input, ActionContext by) =>
        current.Number == input.BasedOn + 1 && current.PublishedById == by.PersonId && current.Body == input.Body && current.ChangeNote == input.ChangeNote
        && current.SeminarId == input.SeminarId;
}
