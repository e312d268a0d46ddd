using System.Globalization;
using System.Text.RegularExpressions;

namespace Portal.Content.Markdown;

/// <summary>Which addresses a text may link to. An address that two programs could read differently is refused.</summary>
internal static partial class SafeLink
{
    private const int MaxLength = 2_000;

    /// <param name="url">The address as the page would carry it, entities and escapes already read.</param>
    public static bool Accepts(string? url) =>
        url is { Length: > 0 and <= MaxLength }
        && !url.Any(IsDisguise)
        && (IsWeb(url) || MailPattern().IsMatch(url) || PhonePattern().IsMatch(url));

    // Browsers drop tabs and line breaks, read \ as / and show nothing for format characters.
    private static bool IsDisguise(char c) =>
        c == '\\' || char.IsWhiteSpace(c)
        || char.GetUnicodeCategory(c) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static bool IsWeb(string url) =>
        WebPattern().IsMatch(url) && Uri.TryCreate(url, UriKind.Absolute, out _);

    // The host is letters, digits, dots and hyphens up to the first / ? or #: no user info, no percent escapes, no empty host.
    [GeneratedRegex(@"^[hH][tT][tT][pP][sS]?://[\p{L}\p{N}][\p{L}\p{N}.-]*(:[0-9]{1,5})?([/?#]|\z)", RegexOptions.CultureInvariant)]
    private static partial Regex WebPattern();

    // One address and nothing more: a query could fill in recipients, subject and text behind the reader's back.
    [GeneratedRegex(@"^[mM][aA][iI][lL][tT][oO]:[\p{L}\p{N}._+-]+@[\p{L}\p{N}][\p{L}\p{N}.-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex MailPattern();

    // Digits alone: * and # are commands to a phone.
    [GeneratedRegex(@"^[tT][eE][lL]:\+?[0-9][0-9().-]*\z", RegexOptions.CultureInvariant)]
    private static partial Regex PhonePattern();
}
