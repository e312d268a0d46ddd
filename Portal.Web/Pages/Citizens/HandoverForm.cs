using Portal.Data;
using Portal.Data.Handovers;

namespace Portal.Web.Pages.Citizens;

/// <summary>The form in which somebody chooses who takes cases over, and writes what they must know.</summary>
public sealed record HandoverForm
{
    /// <summary>Everybody who could take over, the unit that comes first before the others.</summary>
    public IReadOnlyList<CaseTaker> Takers { get; init; } = [];

    public Guid CommandId { get; init; } = Guid.CreateVersion7();

    public Guid? ToId { get; init; }

    public string Note { get; init; } = "";

    /// <summary>How many cases are given at once, which must then be confirmed; null for a single one.</summary>
    public int? Count { get; init; }

    public IReadOnlyList<FieldError> Errors { get; init; } = [];

    /// <summary>What was posted, whatever is wrong with it.</summary>
    public static HandoverForm Read(IFormCollection form) => new()
    {
        CommandId = Guid.TryParse(form["commandId"], out var command) ? command : Guid.CreateVersion7(),
        ToId = Guid.TryParse(form["toId"], out var taker) ? taker : null,
        Note = TextRules.Clean(form["note"]),
        Count = int.TryParse(form["count"], out var count) ? count : null,
    };

    public HandoverInput ToInput() => new() { CommandId = CommandId, ToId = ToId, Note = Note };
}
