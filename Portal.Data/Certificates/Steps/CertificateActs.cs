using Portal.Data.Audit;
using Portal.Data.Database;

namespace Portal.Data.Certificates.Steps;

/// <summary>The way of every act on one certificate: find it, ask the rules, write facts, step and log, in one transaction.</summary>
public sealed class CertificateActs(DbSession db, CertificateRepository certificates, StepRepository steps, AuditLog audit)
{
    /// <summary>Does one thing to a certificate.</summary>
    /// <param name="version">The version that the actor's form was drawn from; null for what a newer version does not stand in the way of.</param>
    /// <returns>Done also when it has been done already.</returns>
    internal async Task<Outcome> DoAsync(Guid id, int? version, Act act, ActionContext by, CancellationToken ct)
    {
        await using var transaction = await db.BeginAsync(ct);
        if (await certificates.FindAsync(id, by, ct) is not { } certificate)
        {
            return Outcome.NotFound;
        }

        // Other words than a colleague's must not be lost behind »done«: they are refused below.
        if (CertificateRules.IsRepeat(certificate.Status, act.Action) && (act.Step is null || await steps.IsSaidAsync(id, act.Step(certificate), ct)))
        {
            return Outcome.Done(id, certificate.Version);
        }

        if (CertificateRules.WhyNot(certificate, act.Action, by) is { } reason)
        {
            return Outcome.Refused(reason);
        }

        if (act.Guard is not null && await act.Guard(certificate) is { } stop)
        {
            return stop;
        }

        var known = version ?? certificate.Version;
        var facts = act.Change(certificate.Facts);
        if (act.Anyway)
        {
            if (!await certificates.SetFactsAnywayAsync(certificate, known, facts, by, ct))
            {
                return Outcome.ChangedByOther;
            }
        }
        else if (await certificates.TrySendAsync(certificate, known, facts, by, ct) is not true and var written)
        {
            return written is null ? Outcome.ChangedByOther : Outcome.Refused(new Refusal("Refusals.OpenElsewhere"));
        }

        if (act.Also is not null && await act.Also(certificate) is { } failure)
        {
            return failure;
        }

        if (act.Step is not null)
        {
            await steps.AddAsync(id, act.Step(certificate), by, ct);
        }

        await audit.WriteAsync(by, act.AuditName, "Certificate", id, certificate.Citizen.Id, act.Detail, ct);
        await transaction.CommitAsync(ct);
        return Outcome.Done(id, known + 1);
    }
}

/// <summary>One act: what it changes, and what must hold.</summary>
internal sealed record Act
{
    public required CertificateAction Action { get; init; }

    /// <summary>Name in the access log, such as <c>certificate.decline</c>.</summary>
    public required string AuditName { get; init; }

    public required Func<CertificateFacts, CertificateFacts> Change { get; init; }

    public Func<Certificate, NewStep>? Step { get; init; }

    /// <summary>What the rules cannot tell: null when nothing stands in the way.</summary>
    public Func<Certificate, Task<Outcome?>>? Guard { get; init; }

    /// <summary>What is written besides, after the facts; an outcome rolls everything back.</summary>
    public Func<Certificate, Task<Outcome?>>? Also { get; init; }

    /// <summary>Whether it must happen also when another request of the type has been opened since.</summary>
    public bool Anyway { get; init; }

    /// <summary>Ids and names of codes for the access log; never texts.</summary>
    public string? Detail { get; init; }
}
