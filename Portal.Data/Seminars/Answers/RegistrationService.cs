using Portal.Data.Audit;
using Portal.Data.Database;
using Portal.Data.Directory;

namespace Portal.Data.Seminars.Answers;

/// <summary>People say whether they come; those who plan write down what they were told.</summary>
/// <remarks>Each act locks the meeting's row first and counts then: whoever clicks last at the last place is told that they wait.</remarks>
public sealed class RegistrationService(
    DbSession db,
    SeminarLock meetings,
    SeminarRepository seminars,
    RegistrationRepository registrations,
    WaitingLine line,
    DirectoryRepository directory,
    AuditLog audit)
{
    private const string ObjectKind = WaitingLine.ObjectKind;

    /// <summary>Takes a person's answer. Coming gives a place if there is one and nobody waits, else the end of the line; not coming gives the place to the next.</summary>
    /// <returns>Done also when the same answer stands already; Invalid names the fields; ChangedByOther when the meeting has been moved since.</returns>
    public async Task<Outcome> AnswerAsync(Guid id, SeminarAnswerInput input, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        var (seminar, stop) = await EnterAsync(id, SeminarAction.Answer, input.Round, by, ct);
        if (seminar is null)
        {
            return stop!;
        }

        if (RegistrationRules.Check(input, by.Role.IsClinic()) is { Count: > 0 } errors)
        {
            return Outcome.Invalid(errors);
        }

        var person = new Answering(by.PersonId, by.ClinicId);
        var outcome = await WriteAsync(seminar, person, input, "seminar.answer", by, ct);
        await transaction.CommitAsync(ct);
        return outcome;
    }

    /// <summary>Takes the place that is kept for the person.</summary>
    /// <returns>Done also when they have it already; Refused when it is kept no longer.</returns>
    public Task<Outcome> ClaimAsync(Guid id, int round, ActionContext by, CancellationToken ct) =>
        SettleOfferAsync(id, round, RegistrationStatus.Registered, "seminar.claim", by, ct);

    /// <summary>Gives up the place that is kept for the person: the next in line is offered it at once.</summary>
    /// <returns>Done also when they have given it up already; Refused when it is kept no longer.</returns>
    public Task<Outcome> DeclineOfferAsync(Guid id, int round, ActionContext by, CancellationToken ct) =>
        SettleOfferAsync(id, round, RegistrationStatus.Declined, "seminar.decline-offer", by, ct);

    /// <summary>Writes down somebody else's answer, as it was told on the phone; after the deadline, too. Somebody can be given the place of another.</summary>
    /// <remarks>The line is kept: who is written down as coming to a full meeting waits like everybody else.</remarks>
    /// <returns>Invalid names the fields; ChangedByOther when the meeting has been moved since.</returns>
    public async Task<Outcome> ChangeByPlannerAsync(Guid id, RecordedAnswerInput input, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        var (seminar, stop) = await EnterAsync(id, SeminarAction.ChangeAnswers, input.Answer.Round, by, ct);
        if (seminar is null)
        {
            return stop!;
        }

        var person = input.PersonId is { } personId ? await FindGuestAsync(seminar, personId, by, ct) : null;
        var errors = RegistrationRules.Check(input.Answer, person?.Role.IsClinic() != false).ToList();
        errors.AddIf(person is null ? new FieldError("personId", "Errors.ChooseGuest") : null);
        var all = await registrations.ListAsync(id, seminar.Round, ct);
        var giver = all.FirstOrDefault(registration => registration.PersonId == input.InsteadOfId && RegistrationRules.AnswerOf(registration.Status) == InvitationAnswer.Coming);
        if (input.InsteadOfId is { } insteadOf)
        {
            errors.AddIf(
                insteadOf == input.PersonId || giver is null ? new FieldError("insteadOfId", "Errors.ChooseGiver")
                : input.Answer.Answer is not (null or InvitationAnswer.Coming) ? new FieldError("insteadOfId", "Errors.GiverComing")
                : null);
        }

        if (person is null || errors.Count > 0)
        {
            return Outcome.Invalid(errors);
        }

        var answering = new Answering(person.Id, person.ClinicId);
        var outcome = giver is null
            ? await WriteAsync(seminar, answering, input.Answer, "seminar.record-answer", by, ct)
            : await HandOverAsync(seminar, giver, answering, input.Answer, by, ct);
        await transaction.CommitAsync(ct);
        return outcome;
    }

    /// <summary>Gives places that a new capacity has made to those who wait. Nobody loses theirs to a lower one.</summary>
    /// <remarks>Part of the caller's transaction, before or after it writes the meeting.</remarks>
    /// <param name="seminar">With the new capacity.</param>
    internal async Task CapacityChangedAsync(Seminar seminar, ActionContext by, CancellationToken ct)
    {
        await meetings.HoldAsync(seminar.Id, ct);
        await line.MoveUpAsync(seminar, by, ct);
    }

    private async Task<(Seminar? Seminar, Outcome? Stop)> EnterAsync(Guid id, SeminarAction action, int round, ActionContext by, CancellationToken ct)
    {
        if (await meetings.FindAsync(id, by, ct) is not { } seminar)
        {
            return (null, Outcome.NotFound);
        }

        return SeminarRules.WhyNot(seminar, action, by, by.At) is { } reason ? (null, Outcome.Refused(reason))
            : round != seminar.Round ? (null, Outcome.ChangedByOther)
            : (seminar, null);
    }

    private async Task<Outcome> WriteAsync(Seminar seminar, Answering person, SeminarAnswerInput input, string action, ActionContext by, CancellationToken ct)
    {
        var all = await registrations.ListAsync(seminar.Id, seminar.Round, ct);
        var mine = all.FirstOrDefault(registration => registration.PersonId == person.Id);
        if (mine is not null && RegistrationRules.IsSame(mine, input))
        {
            return Outcome.Done(mine.Id, mine.Version);
        }

        // A place whose time is up is gone, also before anybody has looked: who asks again joins the end of the line.
        var isLapsed = mine?.Status == RegistrationStatus.Offered && RegistrationRules.WhyNotClaim(mine, by.At) is not null;
        if (isLapsed)
        {
            mine = mine! with { Status = RegistrationStatus.Lapsed, ClaimBy = null };
            all = [.. all.Select(registration => registration.PersonId == person.Id ? mine : registration)];
        }

        var wasThere = mine is not null && RegistrationRules.AnswerOf(mine.Status) == InvitationAnswer.Coming;
        var isComing = input.Answer == InvitationAnswer.Coming;
        var status = input.Answer switch
        {
            InvitationAnswer.OtherTime => RegistrationStatus.OtherTime,
            InvitationAnswer.NotComing => RegistrationStatus.Declined,
            InvitationAnswer.Coming or null =>
                !wasThere ? RegistrationRules.StatusOfNext(seminar.Capacity, all)
                // Who comes takes the place that is kept for them; new words change nothing else.
                : mine!.Status == RegistrationStatus.Offered ? RegistrationStatus.Registered
                : mine.Status,
        };
        var isKept = isComing && wasThere;
        var after = Blank(seminar, person, mine, by) with
        {
            Status = status,
            Position = isKept ? mine!.Position : isComing ? await seminars.TakePositionAsync(seminar.Id, ct) : null,
            Note = input.Note,
            SubstituteName = input.SubstituteName.Length == 0 ? null : input.SubstituteName,
            IsLate = isKept ? mine!.IsLate : SeminarRules.IsLate(seminar.Facts, by.At),
            AnsweredAt = isKept ? mine!.AnsweredAt : by.At,
            OfferedAt = isKept ? mine!.OfferedAt : null,
            ClaimBy = status == RegistrationStatus.Offered ? mine!.ClaimBy : null,
        };
        await SaveAsync(mine, after, ct);
        await audit.WriteAsync(by, action, ObjectKind, seminar.Id, seminar.CitizenId, Detail(after, by), ct);
        if (isLapsed || (wasThere && !isComing))
        {
            await line.MoveUpAsync(seminar, by, ct);
        }

        return Outcome.Done(after.Id, after.Version + (mine is null ? 0 : 1));
    }

    /// <summary>One goes, and the other has what the first one had: the place, or the number in the line.</summary>
    private async Task<Outcome> HandOverAsync(
        Seminar seminar, SeminarRegistration giver, Answering taker, SeminarAnswerInput input, ActionContext by, CancellationToken ct)
    {
        var mine = (await registrations.ListAsync(seminar.Id, seminar.Round, ct)).FirstOrDefault(registration => registration.PersonId == taker.Id);
        if (mine is not null && RegistrationRules.AnswerOf(mine.Status) == InvitationAnswer.Coming)
        {
            // Who has a place, or waits, keeps it: another's could be the worse of the two.
            return Outcome.Invalid([new FieldError("insteadOfId", "Errors.AlreadyComing")]);
        }

        var isLate = SeminarRules.IsLate(seminar.Facts, by.At);
        var gone = giver with { Status = RegistrationStatus.Declined, Position = null, SubstituteName = null, IsLate = isLate, AnsweredAt = by.At, OfferedAt = null, ClaimBy = null };
        var after = Blank(seminar, taker, mine, by) with
        {
            Status = giver.Status,
            Position = giver.Position,
            Note = input.Note,
            SubstituteName = input.SubstituteName.Length == 0 ? null : input.SubstituteName,
            IsLate = isLate,
            AnsweredAt = by.At,
            OfferedAt = giver.OfferedAt,
            ClaimBy = giver.ClaimBy,
        };
        await line.WriteAsync(gone, ct);
        await SaveAsync(mine, after, ct);
        await audit.WriteAsync(by, "seminar.record-answer", ObjectKind, seminar.Id, seminar.CitizenId, Detail(gone, by), ct);
        await audit.WriteAsync(by, "seminar.record-answer", ObjectKind, seminar.Id, seminar.CitizenId, Detail(after, by), ct);
        return Outcome.Done(after.Id, after.Version + (mine is null ? 0 : 1));
    }

    private async Task<Outcome> SettleOfferAsync(Guid id, int round, RegistrationStatus to, string action, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        var (seminar, stop) = await EnterAsync(id, SeminarAction.Answer, round, by, ct);
        if (seminar is null)
        {
            return stop!;
        }

        var mine = (await registrations.ListAsync(id, seminar.Round, ct)).FirstOrDefault(registration => registration.PersonId == by.PersonId);
        if (mine?.Status == to)
        {
            return Outcome.Done(mine.Id, mine.Version);
        }

        if (RegistrationRules.WhyNotClaim(mine, by.At) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        var isTaken = to == RegistrationStatus.Registered;
        await line.WriteAsync(
            mine! with { Status = to, Position = isTaken ? mine.Position : null, SubstituteName = isTaken ? mine.SubstituteName : null, ClaimBy = null }, ct);
        await audit.WriteAsync(by, action, ObjectKind, id, seminar.CitizenId, null, ct);
        if (!isTaken)
        {
            await line.MoveUpAsync(seminar, by, ct);
        }

        await transaction.CommitAsync(ct);
        return Outcome.Done(mine.Id, mine.Version + 1);
    }

    private Task SaveAsync(SeminarRegistration? before, SeminarRegistration after, CancellationToken ct) =>
        before is null ? registrations.InsertAsync(after, ct) : line.WriteAsync(after, ct);

    /// <returns>Null when the person cannot be one of those who come.</returns>
    private async Task<Person?> FindGuestAsync(Seminar seminar, Guid personId, ActionContext by, CancellationToken ct)
    {
        if (await directory.FindPersonAsync(personId, ct) is not { IsActive: true } person)
        {
            return null;
        }

        var guest = new ActionContext
        {
            PersonId = person.Id,
            Role = person.Role,
            MunicipalityId = person.MunicipalityId,
            UnitId = person.UnitId,
            ClinicId = person.ClinicId,
            At = by.At,
        };
        return SeminarRules.MayCome(seminar, guest) || (await registrations.ListInvitedAsync(seminar.Id, ct)).Any(invited => invited.Id == personId) ? person : null;
    }

    private static SeminarRegistration Blank(Seminar seminar, Answering person, SeminarRegistration? mine, ActionContext by) => mine ?? new SeminarRegistration
    {
        Id = Guid.CreateVersion7(new DateTimeOffset(by.At)),
        SeminarId = seminar.Id,
        Round = seminar.Round,
        PersonId = person.Id,
        PersonName = "",
        PersonTitle = "",
        ClinicId = person.ClinicId,
        Status = RegistrationStatus.Declined,
        Note = "",
        IsLate = false,
        AnsweredAt = by.At,
        Version = 1,
    };

    private static string Detail(SeminarRegistration after, ActionContext by) =>
        after.PersonId == by.PersonId ? after.Status.ToString() : $"{after.Status} {after.PersonId}";

    /// <param name="Id">Whose answer it is.</param>
    /// <param name="ClinicId">Null for people of a municipality.</param>
    private sealed record Answering(Guid Id, Guid? ClinicId);
}
