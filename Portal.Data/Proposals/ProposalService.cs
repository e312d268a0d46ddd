using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Database;
using Portal.Data.Directory;
using Portal.Data.Offers;

namespace Portal.Data.Proposals;

/// <summary>The doctor proposes, the municipality answers, and the doctor has the last word.</summary>
public sealed class ProposalService(
    DbSession db,
    ProposalRepository proposals,
    CitizenRepository citizens,
    CertificateRepository certificates,
    OfferRepository offers,
    DirectoryRepository directory,
    CommandLog commands,
    CprProtector protector,
    AuditLog audit)
{
    private const string ObjectKind = "SocialProposal";
    private const string SendKind = "proposal.send";

    /// <summary>Sends a doctor's proposal to the municipality: of a patient whom the portal shows the clinic, to the citizen's; else to the clinic's own.</summary>
    /// <returns>Invalid names the fields; NotFound when the citizen is none of the clinic's; Refused when the actor is no doctor.</returns>
    public async Task<Outcome> SendAsync(ProposalInput input, ActionContext by, CancellationToken ct)
    {
        if (SocialProposalRules.WhyNotSend(by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        await using var transaction = await db.BeginAsync(ct);
        var patient = input.CitizenId is { } citizenId ? await FindKnownAsync(citizenId, input, by, ct) : await FindNamedAsync(input, by, ct);
        if (patient is null && input.CitizenId is not null)
        {
            return Outcome.NotFound;
        }

        // The log of commands keeps a hash, which would give a number away that went into it as it is.
        var content = PortalJson.Write(input with { CommandId = Guid.Empty, Cpr = patient is null ? input.Cpr : protector.Lookup(patient.Cpr) });
        if ((await commands.FindRepeatAsync(input.CommandId, SendKind, content, by, ct) ?? await commands.FindSameAsync(SendKind, content, by, ct)) is { } repeat)
        {
            return repeat;
        }

        var errors = SocialProposalRules.Check(input, DanishTime.DayOf(by.At)).ToList();
        var named = await offers.ListReferencesAsync(input.OfferVersionIds, ct);
        if (named.Count < input.OfferVersionIds.Distinct().Count())
        {
            errors.Add(new FieldError("offerSearch", "Errors.ProposalOfferGone"));
        }

        if (patient is null || errors.Count > 0)
        {
            return Outcome.Invalid(errors);
        }

        var id = Guid.CreateVersion7(new DateTimeOffset(by.At));
        await proposals.InsertAsync(patient with { Id = id, Offers = named }, by, ct);
        if (!await commands.TryRememberAsync(input.CommandId, SendKind, content, id, by, ct))
        {
            return await commands.YieldAsync(transaction, input.CommandId, SendKind, content, by, ct);
        }

        await audit.WriteAsync(by, SendKind, ObjectKind, id, patient.Citizen?.Id, null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, 1);
    }

    /// <summary>Writes down that somebody looks, and what their look means: received, answer read, last word read. Somebody who has become known since is recognised.</summary>
    /// <returns>The proposal as it stands after the look.</returns>
    public async Task<SocialProposal> ViewAsync(SocialProposal proposal, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        var (action, seen) = Look(proposal, by);
        if (by.Role.IsCasework() && seen.CitizenId is null && await proposals.FindCitizenOfAsync(seen, ct) is { } known)
        {
            seen = seen with { CitizenId = known.Id, UnitId = known.UnitId, CaseworkerId = known.CaseworkerId };
        }

        // When two people open it in the same instant, the second look is a plain reading.
        var isNew = seen != proposal && await proposals.SetAsync(proposal, seen, proposal.Version, by, ct);
        await audit.WriteAsync(by, isNew ? action : "proposal.read", ObjectKind, proposal.Id, seen.CitizenId, null, ct);
        var now = isNew ? await proposals.FindAsync(proposal.Id, by, ct) : null;
        await transaction.CommitAsync(ct);
        // Who has just recognised somebody of another unit has seen it for the last time.
        return now ?? (isNew ? seen with { Version = proposal.Version + 1 } : proposal);
    }

    /// <summary>Gives a proposal about somebody unknown to a caseworker.</summary>
    /// <param name="version">The version that the form was drawn from.</param>
    /// <param name="caseworkerId">A caseworker or coordinator of the municipality; null when none was chosen.</param>
    public Task<Outcome> AssignAsync(Guid id, int version, Guid? caseworkerId, ActionContext by, CancellationToken ct) =>
        ActAsync(
            id,
            version,
            ProposalAction.Assign,
            "proposal.assign",
            by,
            async proposal =>
            {
                var taker = caseworkerId is { } chosen ? await directory.FindPersonAsync(chosen, ct) : null;
                return taker is { IsActive: true, UnitId: not null } && taker.Role.IsCasework() && taker.MunicipalityId == proposal.MunicipalityId
                    ? (null, proposal with { CaseworkerId = taker.Id, UnitId = taker.UnitId })
                    : (Outcome.Invalid([new FieldError("caseworkerId", "Errors.ChooseTaker")]), proposal);
            },
            ct);

    /// <summary>Keeps what the municipality makes of a proposal, without telling the doctor yet. The promised time goes on.</summary>
    public Task<Outcome> TriageAsync(Guid id, int version, ProposalAnswerInput input, ActionContext by, CancellationToken ct) =>
        ActAsync(id, version, ProposalAction.Triage, "proposal.triage", by, proposal => TriagedAsync(proposal, input, isAnswer: false, by, ct), ct);

    /// <summary>Answers the doctor. Nothing ends without: whatever the municipality makes of it, the doctor is told in words.</summary>
    public Task<Outcome> AnswerAsync(Guid id, int version, ProposalAnswerInput input, ActionContext by, CancellationToken ct) =>
        ActAsync(id, version, ProposalAction.Answer, "proposal.answer", by, proposal => TriagedAsync(proposal, input, isAnswer: true, by, ct), ct);

    /// <summary>Names the request that was made because of the proposal, when it was made after the answer.</summary>
    public Task<Outcome> LinkRequestAsync(Guid id, int version, Guid? requestId, ActionContext by, CancellationToken ct) =>
        ActAsync(
            id,
            version,
            ProposalAction.LinkRequest,
            "proposal.link-request",
            by,
            async proposal => requestId is null
                ? (Outcome.Invalid([new FieldError("requestId", "Errors.Choose")]), proposal)
                : (await CheckRequestAsync(proposal, requestId, by, ct), proposal with { RequestId = requestId }),
            ct);

    /// <summary>The doctor's last word: thanks, or what has happened since. There is one.</summary>
    public Task<Outcome> AddLastWordAsync(Guid id, int version, string words, ActionContext by, CancellationToken ct) =>
        ActAsync(
            id,
            version,
            ProposalAction.AddLastWord,
            "proposal.last-word",
            by,
            proposal => Task.FromResult<(Outcome?, SocialProposal)>((
                words.Length == 0 ? Outcome.Invalid([new FieldError("lastWord", "Errors.LastWordEmpty")])
                    : TextRules.CheckText("lastWord", words, SocialProposalRules.LongestLastWord) is { } error ? Outcome.Invalid([error])
                    : null,
                proposal with { LastWord = words, Facts = proposal.Facts with { LastWordAt = by.At, DoctorReadAt = proposal.Facts.DoctorReadAt ?? by.At } })),
            ct);

    /// <summary>The whole CPR number, and a row in the log that it was shown.</summary>
    /// <returns>Null when the proposal is not the viewer's to see.</returns>
    public async Task<CprNumber?> ShowCprAsync(Guid id, ActionContext by, CancellationToken ct)
    {
        if (await proposals.FindAsync(id, by, ct) is not { } proposal)
        {
            return null;
        }

        await using var transaction = await db.BeginAsync(ct);
        var cpr = await proposals.RevealCprAsync(id, ct);
        await audit.WriteAsync(by, "proposal.show-cpr", ObjectKind, id, proposal.CitizenId, null, ct);
        await transaction.CommitAsync(ct);
        return cpr;
    }

    private static (string Action, SocialProposal Seen) Look(SocialProposal proposal, ActionContext by)
    {
        var facts = proposal.Facts;
        return SocialProposalRules.WhyNot(proposal, ProposalAction.Receive, by) is null ? ("proposal.receive", proposal with { Facts = facts with { ReceivedAt = by.At } })
            : SocialProposalRules.WhyNot(proposal, ProposalAction.ReadAnswer, by) is null ? ("proposal.read-answer", proposal with { Facts = facts with { DoctorReadAt = by.At } })
            : SocialProposalRules.WhyNot(proposal, ProposalAction.ReadLastWord, by) is null ? ("proposal.read-last-word", proposal with { Facts = facts with { LastWordReadAt = by.At } })
            : ("proposal.recognise", proposal);
    }

    /// <summary>A citizen about whom the clinic has received something: the portal knows the rest.</summary>
    private async Task<NewProposal?> FindKnownAsync(Guid citizenId, ProposalInput input, ActionContext by, CancellationToken ct) =>
        await citizens.FindAsync(citizenId, by, ct) is { } citizen
            ? new NewProposal
            {
                Id = default,
                MunicipalityId = citizen.MunicipalityId,
                Citizen = new KnownCitizen { Id = citizen.Id, MunicipalityId = citizen.MunicipalityId, UnitId = citizen.UnitId, CaseworkerId = citizen.CaseworkerId },
                PatientName = citizen.Name,
                Cpr = await citizens.RevealCprAsync(citizenId, ct),
                Offers = [],
                Input = input,
            }
            : null;

    /// <returns>Null when the number is none.</returns>
    private async Task<NewProposal?> FindNamedAsync(ProposalInput input, ActionContext by, CancellationToken ct)
    {
        if (CprNumber.TryParse(input.Cpr) is not { } cpr)
        {
            return null;
        }

        var municipalityId = await directory.GetMunicipalityOfClinicAsync(by.ClinicId!.Value, ct);
        return new NewProposal
        {
            Id = default,
            MunicipalityId = municipalityId,
            Citizen = await proposals.FindCitizenAsync(municipalityId, cpr, ct),
            PatientName = input.PatientName,
            Cpr = cpr,
            Offers = [],
            Input = input,
        };
    }

    private async Task<(Outcome? Stop, SocialProposal After)> TriagedAsync(
        SocialProposal proposal, ProposalAnswerInput input, bool isAnswer, ActionContext by, CancellationToken ct)
    {
        if (SocialProposalRules.Check(input, isAnswer) is { Count: > 0 } errors)
        {
            return (Outcome.Invalid(errors), proposal);
        }

        var requestId = input.Triage == ProposalTriage.NeedsMore ? input.RequestId : null;
        var after = proposal with
        {
            RequestId = requestId,
            Answer = isAnswer ? input.Words : null,
            Facts = proposal.Facts with
            {
                ReceivedAt = proposal.Facts.ReceivedAt ?? by.At,
                Triage = input.Triage,
                TriagedAt = proposal.Facts.Triage == input.Triage ? proposal.Facts.TriagedAt : by.At,
                AnsweredAt = isAnswer ? by.At : null,
            },
        };
        return (await CheckRequestAsync(proposal, requestId, by, ct), after);
    }

    /// <summary>A request that is named is one about this citizen, and has been sent.</summary>
    private async Task<Outcome?> CheckRequestAsync(SocialProposal proposal, Guid? requestId, ActionContext by, CancellationToken ct) =>
        requestId is not { } id || (await certificates.FindAsync(id, by, ct) is { Facts.SentAt: not null } request && request.Citizen.Id == proposal.CitizenId)
            ? null
            : Outcome.Invalid([new FieldError("requestId", "Errors.Choose")]);

    private async Task<Outcome> ActAsync(
        Guid id,
        int version,
        ProposalAction action,
        string act,
        ActionContext by,
        Func<SocialProposal, Task<(Outcome? Stop, SocialProposal After)>> change,
        CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await proposals.FindAsync(id, by, ct) is not { } proposal)
        {
            return Outcome.NotFound;
        }

        if (proposal.Version != version)
        {
            return await RepeatAsync(proposal, version, by, change);
        }

        if (SocialProposalRules.WhyNot(proposal, action, by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        var (stop, after) = await change(proposal);
        if (stop is not null)
        {
            return stop;
        }

        if (!await proposals.SetAsync(proposal, after, version, by, ct))
        {
            return Outcome.ChangedByOther;
        }

        await audit.WriteAsync(by, act, ObjectKind, id, proposal.CitizenId, action == ProposalAction.Assign ? after.CaseworkerId.ToString() : null, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, version + 1);
    }

    /// <summary>Of two clicks the second finds its own words there already, and is as good as the first.</summary>
    private static async Task<Outcome> RepeatAsync(
        SocialProposal proposal, int version, ActionContext by, Func<SocialProposal, Task<(Outcome? Stop, SocialProposal After)>> change)
    {
        if (proposal.Version != version + 1 || proposal.ChangedById != by.PersonId)
        {
            return Outcome.ChangedByOther;
        }

        var (stop, again) = await change(proposal);
        return stop is null && Words(again) == Words(proposal) ? Outcome.Done(proposal.Id, proposal.Version) : Outcome.ChangedByOther;

        static (Guid?, ProposalTriage?, string?, string?, Guid?) Words(SocialProposal what) =>
            (what.CaseworkerId, what.Facts.Triage, what.Answer, what.LastWord, what.RequestId);
    }
}
