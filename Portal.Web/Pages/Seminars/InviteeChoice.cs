namespace Portal.Web.Pages.Seminars;

/// <summary>Something that can be ticked in a list.</summary>
/// <param name="IsOne">Only one of the list can be chosen.</param>
public sealed record InviteeChoice(string Name, Guid Id, string Label, string Place, bool IsChosen, bool IsOne);
