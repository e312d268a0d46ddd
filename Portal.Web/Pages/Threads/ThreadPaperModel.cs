using Portal.Data.Printing;
using Portal.Data.Threads;
using Portal.Web.Pages.Citizens;

namespace Portal.Web.Pages.Threads;

/// <summary>A thread on paper, as the partial view draws it.</summary>
/// <param name="PrintedBy">Name, title and organisation of whoever prints.</param>
/// <param name="VerifyAddress">Where the code is checked, with host: it is read from paper.</param>
public sealed record ThreadPaperModel(PrintedThread Printed, string PrintedBy, string VerifyAddress)
{
    public DialogueThread Thread => Printed.Thread;

    /// <summary>Null when the thread is about nobody.</summary>
    public string? Cpr => Printed.Cpr is { } cpr ? CprWords.Grouped(cpr) : null;

    public string Code => PrintCode.Grouped(Printed.Code);
}
