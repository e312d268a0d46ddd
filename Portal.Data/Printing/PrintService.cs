using Portal.Data.Audit;
using Portal.Data.Certificates;
using Portal.Data.Citizens;
using Portal.Data.Database;

namespace Portal.Data.Printing;

/// <summary>A certificate that may be put on paper: it is in the log, and has its code.</summary>
public sealed record PrintedCertificate
{
    public required Certificate Certificate { get; init; }

    public required PrintPart Part { get; init; }

    public required PrintVersions Versions { get; init; }

    /// <summary>The citizen's whole number: the paper goes into a case file.</summary>
    public required CprNumber Cpr { get; init; }

    /// <summary>See <see cref="Print.Code"/>.</summary>
    public required string Code { get; init; }
}

/// <summary>Puts things on paper: writes down who did, gives the paper its code, and tells of a code what has become of the content.</summary>
public sealed class PrintService(DbSession db, PrintRepository prints, IEnumerable<IPrintedSource> sources, CitizenRepository citizens, AuditLog audit)
{
    /// <summary>Writes down that a certificate is printed. Asked for every time, also when the paper lies ready.</summary>
    /// <param name="certificate">As the viewer may see it: the caller has found it for them.</param>
    /// <param name="part">Null for all there is.</param>
    /// <param name="isPdf">As a file rather than a page.</param>
    /// <param name="isConfirmed">See <see cref="PrintRules.WhyNot"/>.</param>
    /// <returns>NotFound when there is no such part; Refused when it takes a confirmation.</returns>
    public async Task<(Outcome Outcome, PrintedCertificate? Printed)> PrintAsync(
        Certificate certificate, PrintPart? part, bool isPdf, bool isConfirmed, ActionContext by, CancellationToken ct)
    {
        if ((part ?? PrintRules.UsualPart(certificate)) is not { } wanted || !PrintRules.PartsOf(certificate).Contains(wanted))
        {
            return (Outcome.NotFound, null);
        }

        if (PrintRules.WhyNot(certificate, isConfirmed) is { } reason)
        {
            return (Outcome.Refused(reason), null);
        }

        var versions = PrintRules.VersionsOf(certificate, wanted);
        var detail = $"{wanted} request {versions.Request} answer {versions.Answer}{(isPdf ? " pdf" : "")}";
        var code = await KeepAsync(
            CertificatePrints.Kind, certificate.Id, wanted.ToString(), versions,
            () => audit.WriteAsync(by, "certificate.print", "Certificate", certificate.Id, certificate.Citizen.Id, detail, ct), by, ct);
        if (code is null)
        {
            return (Outcome.NotFound, null);
        }

        return (Outcome.Done(certificate.Id), new PrintedCertificate
        {
            Certificate = certificate,
            Part = wanted,
            Versions = versions,
            Cpr = await citizens.RevealCprAsync(certificate.Citizen.Id, ct),
            Code = code,
        });
    }

    /// <summary>The code of a paper, and whatever is written down about its making, in one transaction.</summary>
    /// <param name="ownerKind">One of the kinds that have an <see cref="IPrintedSource"/>.</param>
    /// <param name="write">Writes the row in the access log.</param>
    /// <returns>Null when there is no such thing, or not in these versions.</returns>
    public async Task<string?> KeepAsync(
        string ownerKind, Guid ownerId, string part, PrintVersions versions, Func<Task> write, ActionContext by, CancellationToken ct)
    {
        if (await SourceOf(ownerKind).FindAsync(ownerId, part, versions, ct) is not { } held)
        {
            return null;
        }

        var print = new Print
        {
            Code = "",
            OwnerKind = ownerKind,
            OwnerId = ownerId,
            Part = part,
            RequestVersion = versions.Request,
            AnswerVersion = versions.Answer,
            Sha256 = PrintFingerprint.Of(ownerId, part, versions, held),
        };
        while (true)
        {
            await using var transaction = await db.BeginAsync(ct);
            // Null when another request gave the same paper its code in this instant: the next look finds it.
            if (await prints.KeepAsync(print, by.At, ct) is { } code)
            {
                await write();
                await transaction.CommitAsync(ct);
                return code;
            }
        }
    }

    /// <summary>What has become of the content of a paper.</summary>
    /// <param name="typed">The code as somebody typed it.</param>
    /// <returns>Null when no paper carries such a code.</returns>
    public async Task<PrintCheck?> CheckAsync(string? typed, CancellationToken ct)
    {
        if (PrintCode.TryRead(typed) is not { } code || await prints.FindAsync(code, ct) is not { } print)
        {
            return null;
        }

        var held = await SourceOf(print.OwnerKind).FindAsync(print.OwnerId, print.Part, new PrintVersions(print.RequestVersion, print.AnswerVersion), ct);
        return new PrintCheck { Print = print, Held = held, Verdict = PrintRules.VerdictOf(print, held) };
    }

    private IPrintedSource SourceOf(string ownerKind) => sources.Single(source => source.OwnerKind == ownerKind);
}
