using Portal.Data.Directory;

namespace Portal.Data.Threads;

/// <summary>The dated facts of a thread. Where it stands is worked out from them, see <see cref="ThreadRules"/>. All UTC.</summary>
public sealed record ThreadFacts
{
    /// <summary>Whose reply is awaited; null when nobody's is.</summary>
    public ThreadTurn? AwaitingSide { get; init; }

    /// <summary>Since when: the first message that this side has not replied to.</summary>
    public DateTime? AwaitingSince { get; init; }

    public DateTime? AnsweredAt { get; init; }

    public DateTime? HandledAt { get; init; }

    public DateTime? ClosedAt { get; init; }

    public DateTime? RedirectedAt { get; init; }

    public DateTime? DisputedAt { get; init; }

    public DateTime? DisputeEndedAt { get; init; }

    public bool IsDisputed => DisputedAt is not null && DisputeEndedAt is null;
}

/// <summary>A conversation between a municipality's unit and a clinic, as one viewer sees it.</summary>
public sealed record DialogueThread
{
    public required Guid Id { get; init; }

    public required Guid MunicipalityId { get; init; }

    public required string MunicipalityName { get; init; }

    public required Guid UnitId { get; init; }

    public required string UnitName { get; init; }

    /// <summary>Who has it in the unit; null while it lies in the unit's queue.</summary>
    public Guid? CaseworkerId { get; init; }

    public string? CaseworkerName { get; init; }

    public required Guid ClinicId { get; init; }

    public required string ClinicName { get; init; }

    public required string ClinicPhone { get; init; }

    /// <summary>Whether anybody of the clinic can still sign in. If not, nobody there reads what is written.</summary>
    public required bool ClinicCanRead { get; init; }

    /// <summary>Who has it at the clinic; null while it lies in the clinic's queue.</summary>
    public Guid? ClinicPersonId { get; init; }

    public string? ClinicPersonName { get; init; }

    public required ThreadSubjectKind SubjectKind { get; init; }

    public Guid? CitizenId { get; init; }

    public string? CitizenName { get; init; }

    /// <summary>The first six digits of the CPR number.</summary>
    public string? BirthDigits { get; init; }

    public bool IsProtected { get; init; }

    public Guid? RequestId { get; init; }

    /// <summary>What doctors call the certificate, such as »LÆ 285«.</summary>
    public string? RequestCode { get; init; }

    public string? RequestNameDa { get; init; }

    public string? RequestNameEn { get; init; }

    public Guid? OfferVersionId { get; init; }

    public string? OfferName { get; init; }

    public string? OfferSlug { get; init; }

    public int? OfferVersionNumber { get; init; }

    public required ThreadCategory Category { get; init; }

    /// <summary>At most 120 characters.</summary>
    public required string Subject { get; init; }

    public required Guid StartedById { get; init; }

    public required DateTime StartedAt { get; init; }

    /// <summary>Number of the newest message. Messages are numbered from 1, without gaps.</summary>
    public required long LastSequence { get; init; }

    /// <summary>When something last happened, UTC.</summary>
    public required DateTime LastAt { get; init; }

    public required ThreadFacts Facts { get; init; }

    public Guid? RedirectClinicId { get; init; }

    public string? RedirectClinicName { get; init; }

    public string? RedirectReason { get; init; }

    public Guid? DisputedById { get; init; }

    public DisputeStep? DisputeStep { get; init; }

    public DisputeOutcome? DisputeOutcome { get; init; }

    public string? DisputeNote { get; init; }

    public required int Version { get; init; }

    public required IReadOnlyList<ThreadMember> Members { get; init; }

    /// <summary>What this viewer may read, and as whom they speak.</summary>
    public required ThreadSight Sight { get; init; }

    public ThreadStatus Status => ThreadRules.Status(Facts);

    public ThreadTurn NextActor => ThreadRules.NextActor(Facts);
}

/// <summary>A party of a thread, and which messages it may read.</summary>
public sealed record ThreadMember
{
    public required Guid Id { get; init; }

    public Guid? UnitId { get; init; }

    public Guid? ClinicId { get; init; }

    /// <summary>Somebody who was invited alone: a medical consultant.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Name of the unit, the clinic or the person.</summary>
    public required string Name { get; init; }

    /// <summary>What comes after this message may be read; 0 for everything.</summary>
    public required long AfterSequence { get; init; }

    /// <summary>The last message that may be read; null while the party takes part.</summary>
    public long? UntilSequence { get; init; }

    public bool IsActive => UntilSequence is null;
}

/// <summary>What one viewer may read of a thread, and as whom they speak in it.</summary>
public sealed record ThreadSight
{
    public required ThreadSide Side { get; init; }

    /// <summary>Whether the viewer takes part now: may write, and gets what is new.</summary>
    public required bool IsActive { get; init; }

    /// <summary>The messages that may be read, oldest first, without overlaps.</summary>
    public required IReadOnlyList<SequenceRange> Ranges { get; init; }

    public bool MayRead(long sequence) => Ranges.Any(range => range.Holds(sequence));

    /// <summary>Number of the newest message that may be read; 0 when there is none.</summary>
    public long Newest(long lastSequence) => Ranges is [.., var newest] ? Math.Min(newest.Until ?? lastSequence, lastSequence) : 0;
}

/// <summary>Messages in a row.</summary>
/// <param name="After">The one before the first.</param>
/// <param name="Until">The last; null for every one that comes.</param>
public readonly record struct SequenceRange(long After, long? Until)
{
    public bool Holds(long sequence) => sequence > After && (Until is not { } last || sequence <= last);
}

/// <summary>Somebody who has written, was named, or has read.</summary>
public sealed record ThreadPerson
{
    public required Guid PersonId { get; init; }

    public required string Name { get; init; }

    public required string Title { get; init; }

    public required Role Role { get; init; }

    /// <summary>Name of the clinic or the municipality's employment side.</summary>
    public required string OrganisationName { get; init; }

    public required string Phone { get; init; }

    public required string ReachableHours { get; init; }

    public required ThreadSide Side { get; init; }

    /// <summary>Has written, or is who has the thread; else they have only read.</summary>
    public required bool IsNamed { get; init; }

    /// <summary>How far they have read.</summary>
    public required long ReadSequence { get; init; }
}

/// <summary>A row of somebody's list of threads.</summary>
public sealed record ThreadListItem
{
    public required Guid Id { get; init; }

    public required string Subject { get; init; }

    public required ThreadCategory Category { get; init; }

    public string? CitizenName { get; init; }

    public string? BirthDigits { get; init; }

    public bool IsProtected { get; init; }

    public required string ClinicName { get; init; }

    public string? ClinicPersonName { get; init; }

    public required string UnitName { get; init; }

    public string? CaseworkerName { get; init; }

    public required ThreadStatus Status { get; init; }

    public required ThreadTurn NextActor { get; init; }

    public DateTime? AwaitingSince { get; init; }

    public required DateTime LastAt { get; init; }

    public required bool IsDisputed { get; init; }

    /// <summary>Messages that the viewer has not read.</summary>
    public required int UnreadCount { get; init; }

    /// <summary>Whether the viewer has begun a message there.</summary>
    public required bool HasDraft { get; init; }
}
