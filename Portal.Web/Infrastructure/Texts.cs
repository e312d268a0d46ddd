using System.Globalization;
using System.Resources;
using Portal.Data;

namespace Portal.Web.Infrastructure;

/// <summary>Every text that people read, in the language of the request. The part of a key before the first dot names the file in <c>Resources</c>.</summary>
public sealed class Texts
{
    /// <summary>The files: a Danish one and its English twin of each.</summary>
    public static IReadOnlyList<string> Files { get; } =
        [
            "About", "Account", "Acts", "Admin", "Afterwards", "Answering", "Attachments", "Calendar", "Casework", "Certificates", "Chooser", "Citizens",
            "Composer", "Contact", "EmployerStatements", "Enums", "Errors", "Fees", "Guides", "Home", "Hours", "Invitations", "Mails", "Offers", "Printing",
            "Proposals", "Refusals", "Seminars", "Shared", "Slots", "Snippets", "Substitutes", "ThreadPaper", "Threads", "Worklist",
        ];

    /// <summary>Stands around a key that has no text, so that a missing one is seen and can be searched for.</summary>
    public const string MissingMark = "⟦";

    private static readonly Dictionary<string, ResourceManager> Managers = Files.ToDictionary(
        file => file, file => new ResourceManager($"Portal.Web.Resources.{file}", typeof(Texts).Assembly));

    public static bool IsDanish => CultureInfo.CurrentUICulture.TwoLetterISOLanguageName == "da";

    public string this[string key] =>
        Managers.GetValueOrDefault(key.Split('.')[0])?.GetString(key, CultureInfo.CurrentUICulture) ?? $"{MissingMark}{key}⟧";

    public string this[string key, params object[] arguments] =>
        string.Format(CultureInfo.CurrentCulture, this[key], arguments);

    public string this[Refusal refusal] => this[refusal.Key, refusal.Arguments];

    public string this[FieldError error] => this[error.Key, error.Arguments];

    /// <summary>The word for a value of an enum: the text <c>Enums.Type.Value</c>.</summary>
    public string Of<T>(T value)
        where T : struct, Enum => this[$"Enums.{typeof(T).Name}.{value}"];

    /// <summary>A number of things with its noun: the texts <c>key.one</c> and <c>key.many</c>.</summary>
    public string Count(string key, int number) => this[number == 1 ? key + ".one" : key + ".many", number];
}
