using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Portal.Data.Threads;
using Portal.Web.Infrastructure;
using Portal.Web.Pages.Shared;

namespace Portal.Web.Pages.Threads;

/// <summary>Words of a thread on paper.</summary>
public static partial class ThreadPaperWords
{
    /// <summary>A message's HTML as paper can show it: a link says where it leads, a list has its signs in the text, as the file's reader finds them.</summary>
    /// <param name="html">As the portal's own Markdown pipeline wrote it.</param>
    public static string Body(string html)
    {
        var text = new StringBuilder();
        // For each open list the number of its next item; null for one without numbers.
        var lists = new Stack<int?>();
        var (link, linkFrom, at) = ("", 0, 0);
        foreach (Match tag in Tag().Matches(html))
        {
            text.Append(html, at, tag.Index - at);
            at = tag.Index + tag.Length;
            switch (tag.Groups["name"].Value)
            {
                case "<a":
                    (link, linkFrom) = (tag.Groups["href"].Value, text.Length);
                    break;
                case "</a":
                    text.Append(text.ToString(linkFrom, text.Length - linkFrom) == link ? "" : $" ({WebUtility.HtmlEncode(WebUtility.HtmlDecode(link))})");
                    break;
                case "<ol" or "<ul":
                    lists.Push(tag.Groups["name"].Value == "<ol" ? 1 : null);
                    text.Append(tag.Value);
                    break;
                case "</ol" or "</ul":
                    lists.TryPop(out _);
                    text.Append(tag.Value);
                    break;
                case "<li":
                    var number = lists.TryPop(out var next) ? next : null;
                    lists.Push(number + 1);
                    text.Append("<li>").Append(number is { } item ? string.Create(CultureInfo.InvariantCulture, $"{item}. ") : "– ");
                    break;
            }
        }

        return text.Append(html, at, html.Length - at).ToString();
    }

    /// <summary>What goes with a message, in words.</summary>
    public static string Link(Texts texts, ThreadLink link) =>
        link.OfferVersionId is not null ? texts["ThreadPaper.Offer", link.OfferName ?? "", link.OfferVersionNumber ?? 1]
        : link.RequestId is not null && link.AnswerVersion is { } answer ? texts["ThreadPaper.Answer", Certificate(link), answer]
        : link.RequestId is not null ? texts["ThreadPaper.Request", Certificate(link)]
        : texts["ThreadPaper.Attached", link.FileName ?? "", AttachmentUpload.Size(link.Bytes ?? 0)];

    private static string Certificate(ThreadLink link) => ThreadWords.Certificate(link.RequestCode, link.RequestNameDa, link.RequestNameEn);

    [GeneratedRegex("""(?<name><a|</a|</?ol|</?ul|<li)\b(?: href="(?<href>[^"]*)")?[^>]*>""")]
    private static partial Regex Tag();
}
