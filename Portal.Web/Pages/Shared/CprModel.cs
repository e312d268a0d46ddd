namespace Portal.Web.Pages.Shared;

/// <summary>A CPR number on a page: masked, with a button that shows it and is logged.</summary>
/// <param name="BirthDigits">The first six digits.</param>
/// <param name="Full">The whole number when it was asked for; else null.</param>
/// <param name="Action">Where the button posts to.</param>
public sealed record CprModel(string BirthDigits, string? Full, string Action);
