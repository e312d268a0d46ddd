namespace Portal.Web.Pages.Shared;

/// <summary>One sentence above a page about what just happened.</summary>
public sealed record Banner(string Text, bool IsWarning = false);
