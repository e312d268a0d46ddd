using Portal.Data.Seminars;

namespace Portal.Web.Pages.Seminars;

/// <summary>People with their answers, one below the other.</summary>
/// <param name="Empty">What stands there when there is nobody.</param>
/// <param name="NumberInLine">Gives those who wait their number; null where nobody waits.</param>
public sealed record AnswerRows(IReadOnlyList<SeminarRegistration> Items, string Empty, Func<SeminarRegistration, int?>? NumberInLine = null);
