using System.Security.Cryptography;
using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Database;
using Portal.Data.EmployerStatements;
using Portal.Data.Threads;

namespace Portal.Data.Attachments;

/// <summary>Attaches files, takes them away and opens them. Whoever may write in a certificate, a statement or a thread may attach to it.</summary>
public sealed class AttachmentService(
    DbSession db,
    AttachmentRepository attachments,
    AttachmentStore store,
    CertificateRepository certificates,
    EmployerStatementRepository statements,
    ThreadRepository threads,
    ThreadFiles threadFiles,
    AuditLog audit)
{
    // Of what was left behind, so many are deleted at a time.
    private const int MostLeftBehind = 100;

    private const string ObjectKind = "Attachment";

    /// <summary>Proves the content, keeps it, and writes the row that makes it visible.</summary>
    /// <returns>Done with the id of the file, also when the same is attached already; Invalid names the file; NotFound when the owner is not the actor's.</returns>
    public async Task<Outcome> AddAsync(AttachmentOwner owner, Guid ownerId, AttachmentInput input, ActionContext by, CancellationToken ct)
    {
        if (await FindOwnerAsync(owner, ownerId, by, ct) is not { } before)
        {
            return Outcome.NotFound;
        }

        if (before.WhyNot is { } reason)
        {
            return Outcome.Refused(reason);
        }

        if (AttachmentRules.Check(input.Name, input.Content.Span) is { } error)
        {
            return Outcome.Invalid([error]);
        }

        var type = AttachmentRules.TypeOf(input.Content.Span)!.Value;
        var attachment = new Attachment
        {
            Id = Guid.CreateVersion7(new DateTimeOffset(by.At)),
            OwnerKind = owner,
            OwnerId = ownerId,
            FileName = AttachmentRules.CleanName(input.Name, type),
            ContentType = AttachmentRules.ContentTypeOf(type),
            Bytes = input.Content.Length,
            Sha256 = Convert.ToHexStringLower(SHA256.HashData(input.Content.Span)),
            UploadedByName = "",
            UploadedAt = by.At,
        };

        // The content first, and outside the transaction: nobody waits for the disk, and a row never speaks of what is not there.
        await store.WriteAsync(attachment.Id, input.Content, ct);
        var outcome = Outcome.ChangedByOther;
        try
        {
            outcome = await AddRowAsync(attachment, by, ct);
            return outcome;
        }
        finally
        {
            if (!outcome.IsDone || outcome.Id != attachment.Id)
            {
                store.Delete(attachment.Id);
            }
        }
    }

    /// <summary>Takes a file away. A signed answer that has it keeps it; else its content is deleted.</summary>
    /// <remarks>Of a thread what the actor has not sent yet: what was sent is taken back with its message.</remarks>
    public async Task<Outcome> RemoveAsync(AttachmentOwner owner, Guid ownerId, Guid id, ActionContext by, CancellationToken ct)
    {
        if (owner == AttachmentOwner.Thread)
        {
            return await RemoveUnsentAsync(ownerId, id, by, ct);
        }

        var isKept = true;
        await using (var transaction = await db.BeginAsync(ct))
        {
            if (await FindOwnerAsync(owner, ownerId, by, ct) is not { } found || await attachments.FindAsync(owner, ownerId, id, by, ct) is not { } attachment)
            {
                return Outcome.NotFound;
            }

            if (found.WhyNot is { } reason)
            {
                return Outcome.Refused(reason);
            }

            if (!await attachments.HoldAsync(owner, ownerId, found.Version, ct))
            {
                return Outcome.ChangedByOther;
            }

            if (!await attachments.SetRemovedAsync(attachment.Id, by.At, ct))
            {
                return Outcome.Done(id);
            }

            isKept = await attachments.IsInAnswerAsync(id, ct);
            await audit.WriteAsync(by, "attachment.remove", ObjectKind, id, found.CitizenId, ownerId.ToString(), ct);
            await transaction.CommitAsync(ct);
        }

        if (!isKept)
        {
            store.Delete(id);
        }

        return Outcome.Done(id);
    }

    /// <summary>Opens a file for reading, and writes down who did.</summary>
    /// <returns>Null when there is no such file, or not for the reader. The caller disposes the content.</returns>
    public async Task<OpenedAttachment?> OpenAsync(AttachmentOwner owner, Guid ownerId, Guid id, ActionContext by, CancellationToken ct)
    {
        if (await FindOwnerAsync(owner, ownerId, by, ct) is not { } found
            || await FindFileAsync(found, owner, ownerId, id, by, ct) is not { } attachment
            || store.Open(id) is not { } content)
        {
            return null;
        }

        try
        {
            await audit.WriteReadAsync(by, "attachment.read", ObjectKind, id, found.CitizenId, ownerId.ToString(), ct);
        }
        catch
        {
            await content.DisposeAsync();
            throw;
        }

        return new OpenedAttachment(attachment, content);
    }

    /// <summary>Deletes what was uploaded to threads and never sent, <see cref="AttachmentRules.UnsentDays"/> days after. Any number of processes may do it.</summary>
    /// <param name="now">UTC.</param>
    /// <returns>How many.</returns>
    public async Task<int> DeleteLeftBehindAsync(DateTime now, CancellationToken ct)
    {
        var before = now.AddDays(-AttachmentRules.UnsentDays);
        var by = ActionContext.System(now);
        var deleted = new List<Guid>();
        if (await threadFiles.ListLeftBehindAsync(before.AddDays(-AttachmentRules.UnsentDays), before, MostLeftBehind, ct) is not { Count: > 0 } left)
        {
            return 0;
        }

        await using (var transaction = await db.BeginAsync(ct))
        {
            foreach (var id in left)
            {
                if (await threadFiles.DeleteAsync(id, ct))
                {
                    await audit.WriteAsync(by, "attachment.remove", ObjectKind, id, null, null, ct);
                    deleted.Add(id);
                }
            }

            await transaction.CommitAsync(ct);
        }

        deleted.ForEach(store.Delete);
        return deleted.Count;
    }

    private async Task<Outcome> RemoveUnsentAsync(Guid threadId, Guid id, ActionContext by, CancellationToken ct)
    {
        await using (var transaction = await db.BeginAsync(ct))
        {
            // Nobody sends it while it is looked at.
            if (!await attachments.HoldAsync(AttachmentOwner.Thread, threadId, 0, ct)
                || await threads.FindAsync(threadId, by, ct) is not { } thread
                || (await threadFiles.ListUnsentAsync(threadId, by, ct)).All(file => file.Id != id)
                || !await threadFiles.DeleteAsync(id, ct))
            {
                return Outcome.NotFound;
            }

            await audit.WriteAsync(by, "attachment.remove", ObjectKind, id, thread.CitizenId, threadId.ToString(), ct);
            await transaction.CommitAsync(ct);
        }

        store.Delete(id);
        return Outcome.Done(id);
    }

    private async Task<Outcome> AddRowAsync(Attachment attachment, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        // A thread is kept before it is looked at: two who upload at once do not both get the last room.
        var isThread = attachment.OwnerKind == AttachmentOwner.Thread;
        if (isThread && !await attachments.HoldAsync(attachment.OwnerKind, attachment.OwnerId, 0, ct))
        {
            return Outcome.NotFound;
        }

        if (await FindOwnerAsync(attachment.OwnerKind, attachment.OwnerId, by, ct) is not { } owner)
        {
            return Outcome.NotFound;
        }

        if (owner.WhyNot is { } reason)
        {
            return Outcome.Refused(reason);
        }

        if (!isThread && !await attachments.HoldAsync(attachment.OwnerKind, attachment.OwnerId, owner.Version, ct))
        {
            return Outcome.ChangedByOther;
        }

        var present = isThread
            ? await threadFiles.ListUnsentAsync(attachment.OwnerId, by, ct)
            : await attachments.ListAsync(attachment.OwnerKind, attachment.OwnerId, by, ct);
        if (present.FirstOrDefault(other => other.Sha256 == attachment.Sha256 && other.FileName == attachment.FileName) is { } same)
        {
            return Outcome.Done(same.Id);
        }

        var error = isThread
            ? AttachmentRules.CheckRoom(attachment.FileName, attachment.Bytes, await threadFiles.CountBytesAsync(attachment.OwnerId, ct), present.Count)
            : present.Count >= AttachmentRules.MostFiles ? new FieldError(AttachmentRules.Field, "Attachments.TooMany", attachment.FileName, AttachmentRules.MostFiles)
            : null;
        if (error is not null)
        {
            return Outcome.Invalid([error]);
        }

        await attachments.InsertAsync(attachment, by, ct);
        await audit.WriteAsync(by, "attachment.add", ObjectKind, attachment.Id, owner.CitizenId, attachment.OwnerId.ToString(), ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(attachment.Id);
    }

    /// <returns>Null when it does not exist, or not for the actor.</returns>
    private async Task<Owner?> FindOwnerAsync(AttachmentOwner owner, Guid id, ActionContext by, CancellationToken ct) => owner switch
    {
        AttachmentOwner.Certificate => await certificates.FindAsync(id, by, ct) is { } certificate
            ? new Owner(certificate.Version, certificate.Citizen.Id, AnswerService.WhyNotAttach(certificate, by))
            : null,
        AttachmentOwner.EmployerStatement => await statements.FindSightAsync(id, by, ct) is { } statement
            ? new Owner(statement.Version, statement.CitizenId, EmployerStatementRules.WhyNot(statement.Status, statement.ClinicId, StatementAction.WriteFirst, by))
            : null,
        AttachmentOwner.Thread => await threads.FindAsync(id, by, ct) is { } thread
            ? new Owner(thread.Version, thread.CitizenId, ThreadRules.WhyNot(thread.Facts, thread.Sight, ThreadAction.Post, by, by.At)) { Thread = thread }
            : null,
    };

    private async Task<Attachment?> FindFileAsync(Owner found, AttachmentOwner owner, Guid ownerId, Guid id, ActionContext by, CancellationToken ct) =>
        found.Thread is { } thread ? await threadFiles.FindAsync(thread, id, by, ct) : await attachments.FindAsync(owner, ownerId, id, by, ct);

    /// <param name="WhyNot">Why the actor may not attach to it now, or take away.</param>
    private sealed record Owner(int Version, Guid? CitizenId, Refusal? WhyNot)
    {
        public DialogueThread? Thread { get; init; }
    }
}
