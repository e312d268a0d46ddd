namespace Portal.Data.Printing;

/// <summary>Which part of a certificate is put on paper.</summary>
public enum PrintPart
{
    Request,

    /// <summary>The answer, with the questions it answers.</summary>
    Answer,
    Both,
}

/// <summary>The versions that a paper shows.</summary>
/// <param name="Request">From 1.</param>
/// <param name="Answer">From 1; 0 when the paper shows no answer.</param>
public sealed record PrintVersions(int Request, int Answer);

/// <summary>What a code on paper stands for.</summary>
public sealed record Print
{
    /// <summary>The 25 signs, without the hyphens that people see.</summary>
    public required string Code { get; init; }

    /// <summary>What kind of thing was printed; see <see cref="IPrintedSource.OwnerKind"/>.</summary>
    public required string OwnerKind { get; init; }

    public required Guid OwnerId { get; init; }

    /// <summary>Which part of it, as the kind of thing names its parts.</summary>
    public required string Part { get; init; }

    public required int RequestVersion { get; init; }

    public required int AnswerVersion { get; init; }

    /// <summary>Of the content as it was printed: 64 hexadecimal digits.</summary>
    public required string Sha256 { get; init; }
}

/// <summary>What the portal holds of the versions that a paper shows.</summary>
public sealed record HeldContent
{
    /// <summary>The certificate's type; null for what is no certificate.</summary>
    public Guid? TypeVersionId { get; init; }

    public required string MunicipalityName { get; init; }

    public required string ClinicName { get; init; }

    public DateTime? SentAt { get; init; }

    public DateTime? WithdrawnAt { get; init; }

    public DateTime? RetractedAt { get; init; }

    public required int NewestRequestVersion { get; init; }

    /// <summary>0 when there is no answer.</summary>
    public required int NewestAnswerVersion { get; init; }

    /// <summary>The request in the printed version, as JSON; null when the portal no longer has it.</summary>
    public string? Request { get; init; }

    /// <summary>The answer in the printed version, as JSON; null when the portal has none.</summary>
    public string? Answer { get; init; }

    public Guid? SignedById { get; init; }

    public DateTime? SignedAt { get; init; }

    public DateTime? AnswerRevokedAt { get; init; }

    public DateTime? AnswerRetractedAt { get; init; }
}

/// <summary>What has become of what a paper shows.</summary>
public enum PrintVerdict
{
    /// <summary>The portal holds it so, and it is the newest.</summary>
    Current,

    /// <summary>The portal holds it so; a newer version exists.</summary>
    Superseded,

    /// <summary>The portal holds it so; the request was cancelled.</summary>
    Withdrawn,

    /// <summary>The portal holds another content by now.</summary>
    Changed,

    /// <summary>The doctor took the answer back.</summary>
    Revoked,

    /// <summary>It was sent by mistake.</summary>
    Retracted,

    /// <summary>The portal no longer holds it.</summary>
    Gone,
}

/// <summary>What whoever holds a paper may know: nothing about a person.</summary>
public sealed record PrintCheck
{
    public required Print Print { get; init; }

    public required PrintVerdict Verdict { get; init; }

    /// <summary>Null when the portal no longer holds anything of it.</summary>
    public HeldContent? Held { get; init; }
}
