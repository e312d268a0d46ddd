using Portal.Data;
using Portal.Data.Certificates;

namespace Portal.Web.Pages.Certificates;

/// <summary>What stands before a request: one that is open, which nobody can ask again, or an answer so new that asking again needs a reason.</summary>
public sealed record EarlierModel
{
    public EarlierRequest? Open { get; init; }

    public EarlierRequest? Answered { get; init; }

    /// <summary>The reason as it was typed.</summary>
    public string Reason { get; init; } = "";

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>Sending has just been refused because of the open one.</summary>
    public bool IsRefused { get; init; }

    public static EarlierModel Of(IEnumerable<EarlierRequest> earlier) => new()
    {
        Open = earlier.FirstOrDefault(request => request.AnsweredAt is null),
        Answered = earlier.FirstOrDefault(request => request.AnsweredAt is not null),
    };
}
